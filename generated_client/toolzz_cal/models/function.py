# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Function."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from attrs import define

from .._model import Model, keep, new, require
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

    _keys: ClassVar[dict[str, str]] = {
        "id": "id",
        "institutionId": "institution_id",
        "userId": "user_id",
        "unityId": "unity_id",
        "code": "code",
        "description": "description",
        "iconFileId": "icon_file_id",
        "status": "status",
        "name": "name",
        "pluginIcon": "plugin_icon",
        "color": "color",
        "outputs": "outputs",
        "isActivated": "is_activated",
        "type": "type_",
        "googleCalendarPlugin": "google_calendar_plugin",
        "discordPlugin": "discord_plugin",
        "telegramPlugin": "telegram_plugin",
    }

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
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.id = v = get("id")
        if type(v) is not str:
            self._note("id", v, "string")
        self.institution_id = v = get("institutionId")
        if type(v) is not str and v is not None:
            self._note("institutionId", v, "string")
        self.user_id = v = get("userId")
        if type(v) is not str and v is not None:
            self._note("userId", v, "string")
        self.unity_id = v = get("unityId")
        if type(v) is not str and v is not None:
            self._note("unityId", v, "string")
        self.code = v = get("code")
        if type(v) is not str and v is not None:
            self._note("code", v, "string")
        self.description = v = get("description")
        if type(v) is not str and v is not None:
            self._note("description", v, "string")
        self.icon_file_id = v = get("iconFileId")
        if type(v) is not str and v is not None:
            self._note("iconFileId", v, "string")
        self.status = v = get("status")
        if type(v) is not bool and v is not None:
            self._note("status", v, "boolean")
        self.name = v = get("name")
        if type(v) is not str and v is not None:
            self._note("name", v, "string")
        self.plugin_icon = v = get("pluginIcon")
        if v is not None:
            self.plugin_icon = self._one("pluginIcon", v, FunctionIcon.from_dict)
        self.color = v = get("color")
        if type(v) is not str and v is not None:
            self._note("color", v, "string")
        self.outputs = v = get("outputs")
        if v is not None:
            self.outputs = self._listed("outputs", v, dict, "object")
        self.is_activated = v = get("isActivated")
        if type(v) is not bool and v is not None:
            self._note("isActivated", v, "boolean")
        self.type_ = v = get("type")
        if type(v) is not str and v is not None:
            self._note("type", v, "string")
        self.google_calendar_plugin = v = get("googleCalendarPlugin")
        if v is not None:
            self.google_calendar_plugin = self._many("googleCalendarPlugin", v, GoogleCalendarPlugin.from_dict)
        self.discord_plugin = v = get("discordPlugin")
        if v is not None:
            self.discord_plugin = self._listed("discordPlugin", v, dict, "object")
        self.telegram_plugin = v = get("telegramPlugin")
        if v is not None:
            self.telegram_plugin = self._listed("telegramPlugin", v, dict, "object")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "id", self.id)
        keep(out, "institutionId", self.institution_id)
        keep(out, "userId", self.user_id)
        keep(out, "unityId", self.unity_id)
        keep(out, "code", self.code)
        keep(out, "description", self.description)
        keep(out, "iconFileId", self.icon_file_id)
        keep(out, "status", self.status)
        keep(out, "name", self.name)
        keep(out, "pluginIcon", self.plugin_icon)
        keep(out, "color", self.color)
        keep(out, "outputs", self.outputs)
        keep(out, "isActivated", self.is_activated)
        keep(out, "type", self.type_)
        keep(out, "googleCalendarPlugin", self.google_calendar_plugin)
        keep(out, "discordPlugin", self.discord_plugin)
        keep(out, "telegramPlugin", self.telegram_plugin)
        return out
