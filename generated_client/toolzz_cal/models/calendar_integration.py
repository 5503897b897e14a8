# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CalendarIntegration."""

from __future__ import annotations

from typing import Any, ClassVar

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class CalendarIntegration(Model):
    """The calendar app behind a connected account, as the app store describes it.

    Attributes:
        name: Name of the app.
        title: Name as shown in the app store.
        description: What the app does, in a sentence.
        type_: Kind of calendar, such as google_calendar; other schemas call it integration.
        slug: Short form of the name, such as google-calendar.
        variant: Family of the app, here calendar.
        category: Older single form of `categories`.
        categories: Shelves of the app store that list it.
        logo: Icon, usually a path on the server.
        publisher: Who offers the app.
        url: Web site of the app.
        email: Address for questions about the app.
        is_template: Whether the app is a pattern for others; false in practice.
        dir_name: Folder of the app in the server code.
        installed: Whether the server has the app set up.
        app_data: Further settings of the app.
        location_option: Meeting place that the app offers; null for calendars.
        key: Keys of the app, if the server returns any.
    """

    _sensitive: ClassVar[frozenset[str]] = frozenset({"key"})

    name: str
    title: str | None = None
    description: str | None = None
    type_: str
    slug: str
    variant: str | None = None
    category: str | None = None
    categories: list[str] | None = None
    logo: str | None = None
    publisher: str | None = None
    url: str | None = None
    email: str | None = None
    is_template: bool | None = None
    dir_name: str | None = None
    installed: bool | None = None
    app_data: dict[str, Any] | None = None
    location_option: dict[str, Any] | None = None
    key: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CalendarIntegration:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["name"]
            self.name = v if type(v) is str else note(self, "name", v, "string")
            v = data["type"]
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
            v = data["slug"]
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        except KeyError:
            return cls._padded(data, ("name", "type", "slug"), strict)
        if (v := data.get("title")) is not None:
            self.title = v if type(v) is str else note(self, "title", v, "string")
        if (v := data.get("description")) is not None:
            self.description = v if type(v) is str else note(self, "description", v, "string")
        if (v := data.get("variant")) is not None:
            self.variant = v if type(v) is str else note(self, "variant", v, "string")
        if (v := data.get("category")) is not None:
            self.category = v if type(v) is str else note(self, "category", v, "string")
        if (v := data.get("categories")) is not None:
            self.categories = listed(self, "categories", v, str, "string")
        if (v := data.get("logo")) is not None:
            self.logo = v if type(v) is str else note(self, "logo", v, "string")
        if (v := data.get("publisher")) is not None:
            self.publisher = v if type(v) is str else note(self, "publisher", v, "string")
        if (v := data.get("url")) is not None:
            self.url = v if type(v) is str else note(self, "url", v, "string")
        if (v := data.get("email")) is not None:
            self.email = v if type(v) is str else note(self, "email", v, "string")
        if (v := data.get("isTemplate")) is not None:
            self.is_template = v if type(v) is bool else note(self, "isTemplate", v, "boolean")
        if (v := data.get("dirName")) is not None:
            self.dir_name = v if type(v) is str else note(self, "dirName", v, "string")
        if (v := data.get("installed")) is not None:
            self.installed = v if type(v) is bool else note(self, "installed", v, "boolean")
        if (v := data.get("appData")) is not None:
            self.app_data = v if type(v) is dict else note(self, "appData", v, "object")
        if (v := data.get("locationOption")) is not None:
            self.location_option = v if type(v) is dict else note(self, "locationOption", v, "object")
        if (v := data.get("key")) is not None:
            self.key = v if type(v) is dict else note(self, "key", v, "object")
        return self._matching() if strict else self
