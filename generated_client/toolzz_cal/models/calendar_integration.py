# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model CalendarIntegration."""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import define

from .._model import Model, keep, new, require


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
        dir_name: Folder of the app in the server code.
        installed: Whether the server has the app set up.
        app_data: Further settings of the app.
        location_option: Meeting place that the app offers; null for calendars.
        key: Keys of the app, if the server returns any.
    """

    _keys: ClassVar[dict[str, str]] = {
        "name": "name",
        "title": "title",
        "description": "description",
        "type": "type_",
        "slug": "slug",
        "variant": "variant",
        "category": "category",
        "categories": "categories",
        "logo": "logo",
        "publisher": "publisher",
        "url": "url",
        "email": "email",
        "dirName": "dir_name",
        "installed": "installed",
        "appData": "app_data",
        "locationOption": "location_option",
        "key": "key",
    }
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
    dir_name: str | None = None
    installed: bool | None = None
    app_data: dict[str, Any] | None = None
    location_option: dict[str, Any] | None = None
    key: dict[str, Any] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> CalendarIntegration:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        if type(data) is not dict:
            data = require(data)
        self = new(cls)
        self._received = data
        self._notes = None
        get: Any = data.get
        self.name = v = get("name")
        if type(v) is not str:
            self._note("name", v, "string")
        self.title = v = get("title")
        if type(v) is not str and v is not None:
            self._note("title", v, "string")
        self.description = v = get("description")
        if type(v) is not str and v is not None:
            self._note("description", v, "string")
        self.type_ = v = get("type")
        if type(v) is not str:
            self._note("type", v, "string")
        self.slug = v = get("slug")
        if type(v) is not str:
            self._note("slug", v, "string")
        self.variant = v = get("variant")
        if type(v) is not str and v is not None:
            self._note("variant", v, "string")
        self.category = v = get("category")
        if type(v) is not str and v is not None:
            self._note("category", v, "string")
        self.categories = v = get("categories")
        if v is not None:
            self.categories = self._listed("categories", v, str, "string")
        self.logo = v = get("logo")
        if type(v) is not str and v is not None:
            self._note("logo", v, "string")
        self.publisher = v = get("publisher")
        if type(v) is not str and v is not None:
            self._note("publisher", v, "string")
        self.url = v = get("url")
        if type(v) is not str and v is not None:
            self._note("url", v, "string")
        self.email = v = get("email")
        if type(v) is not str and v is not None:
            self._note("email", v, "string")
        self.dir_name = v = get("dirName")
        if type(v) is not str and v is not None:
            self._note("dirName", v, "string")
        self.installed = v = get("installed")
        if type(v) is not bool and v is not None:
            self._note("installed", v, "boolean")
        self.app_data = v = get("appData")
        if type(v) is not dict and v is not None:
            self._note("appData", v, "object")
        self.location_option = v = get("locationOption")
        if type(v) is not dict and v is not None:
            self._note("locationOption", v, "object")
        self.key = v = get("key")
        if type(v) is not dict and v is not None:
            self._note("key", v, "object")
        if strict:
            self._raise_mismatches()
        return self

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object, with everything it was read from. See `Model.to_dict`."""
        out: dict[str, Any] = dict(self._received or ())
        keep(out, "name", self.name)
        keep(out, "title", self.title)
        keep(out, "description", self.description)
        keep(out, "type", self.type_)
        keep(out, "slug", self.slug)
        keep(out, "variant", self.variant)
        keep(out, "category", self.category)
        keep(out, "categories", self.categories)
        keep(out, "logo", self.logo)
        keep(out, "publisher", self.publisher)
        keep(out, "url", self.url)
        keep(out, "email", self.email)
        keep(out, "dirName", self.dir_name)
        keep(out, "installed", self.installed)
        keep(out, "appData", self.app_data)
        keep(out, "locationOption", self.location_option)
        keep(out, "key", self.key)
        return out
