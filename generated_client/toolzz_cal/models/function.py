# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Function."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, listed, many, new, note, one, require
from .function_icon import FunctionIcon
from .google_calendar_plugin import GoogleCalendarPlugin


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Function(Model):
    """A Google Calendar function of an AI agent, as the ToolzzAI platform stores it.

    Attributes:
        id: Identifies the function.
        institution_id: Institution that the function belongs to.
        user_id: User who set the function up.
        unity_id: Organizational unit of the function. Cal.com integrations spell the same thing `unitId`.
        code: Technical code of the function inside the platform.
        description: Instructions that the agent follows when it uses the function.
        icon_file_id: File of the icon.
        status: Whether the function is available on the platform at all.
        name: Name shown to people.
        plugin_icon: The icon's file.
        color: Colour of the label in the panel, a name such as `blue`.
        outputs: Variables that a run of the function yields.
        is_activated: Whether the function is switched on for use.
        type_: Kind of function.
        google_calendar_plugin: The connected calendars.
        discord_plugin: Discord extensions; empty for a Google Calendar function.
        telegram_plugin: Telegram extensions; empty for a Google Calendar function.
    """

    id: str
    institution_id: str | None = None
    user_id: str | None = None
    unity_id: str | None = None
    code: str | None = None
    description: str | None = None
    icon_file_id: str | None = None
    status: bool | None = None
    name: str | None = None
    plugin_icon: FunctionIcon | None = None
    color: str | None = None
    outputs: list[dict[str, Any]] | None = None
    is_activated: bool | None = None
    type_: Literal["google-calendar"] | str | None = None
    google_calendar_plugin: list[GoogleCalendarPlugin] | None = None
    discord_plugin: list[dict[str, Any]] | None = None
    telegram_plugin: list[dict[str, Any]] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Function:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["id"]
            self.id = v if type(v) is str else note(self, "id", v, "string")
        except KeyError:
            return cls._padded(data, ("id",), strict)
        if (v := data.get("institutionId")) is not None:
            self.institution_id = v if type(v) is str else note(self, "institutionId", v, "string")
        if (v := data.get("userId")) is not None:
            self.user_id = v if type(v) is str else note(self, "userId", v, "string")
        if (v := data.get("unityId")) is not None:
            self.unity_id = v if type(v) is str else note(self, "unityId", v, "string")
        if (v := data.get("code")) is not None:
            self.code = v if type(v) is str else note(self, "code", v, "string")
        if (v := data.get("description")) is not None:
            self.description = v if type(v) is str else note(self, "description", v, "string")
        if (v := data.get("iconFileId")) is not None:
            self.icon_file_id = v if type(v) is str else note(self, "iconFileId", v, "string")
        if (v := data.get("status")) is not None:
            self.status = v if type(v) is bool else note(self, "status", v, "boolean")
        if (v := data.get("name")) is not None:
            self.name = v if type(v) is str else note(self, "name", v, "string")
        if (v := data.get("pluginIcon")) is not None:
            self.plugin_icon = one(self, "pluginIcon", v, FunctionIcon.from_dict)
        if (v := data.get("color")) is not None:
            self.color = v if type(v) is str else note(self, "color", v, "string")
        if (v := data.get("outputs")) is not None:
            self.outputs = listed(self, "outputs", v, dict, "object")
        if (v := data.get("isActivated")) is not None:
            self.is_activated = v if type(v) is bool else note(self, "isActivated", v, "boolean")
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("googleCalendarPlugin")) is not None:
            new_google_calendar_plugin: list[GoogleCalendarPlugin] = []
            self.google_calendar_plugin = new_google_calendar_plugin
            try:
                for item in v:
                    new_google_calendar_plugin.append(GoogleCalendarPlugin.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.google_calendar_plugin = many(self, "googleCalendarPlugin", v, GoogleCalendarPlugin.from_dict)
        if (v := data.get("discordPlugin")) is not None:
            self.discord_plugin = listed(self, "discordPlugin", v, dict, "object")
        if (v := data.get("telegramPlugin")) is not None:
            self.telegram_plugin = listed(self, "telegramPlugin", v, dict, "object")
        return self._matching() if strict else self
