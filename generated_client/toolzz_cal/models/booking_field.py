# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model BookingField."""

from __future__ import annotations

from typing import Any, Literal

from .._model import Model, define, listed, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class BookingField(Model):
    """One question on the booking form. A built-in question is named by its type (`name`, `email`) or by its slug alone
    (`title`, `notes`, `guests`, `rescheduleReason`); a question of your own needs type, slug, label and `required`.

    Attributes:
        type_: Kind of answer. `radioInput` and `unknown` occur in replies only; `url`, `date` and `splitName` exist on
            later servers.
        slug: Key of the answer in `bookingFieldsResponses`, such as `company-size`.
        label: Question as the form shows it.
        required: Whether booking is refused without an answer.
        placeholder: Hint in the empty input.
        options: Choices; needed with `select`, `multiselect`, `checkbox` and `radio`.
        disable_on_prefill: Whether an answer that the booking link brings along can no longer be edited.
        hidden: Whether the form leaves the question out, though the settings list it.
        is_default: True for a built-in question; only in replies.
        booking_field: Stored question as JSON text; only in replies with type `unknown`.
    """

    type_: (
        Literal[
            "name",
            "email",
            "phone",
            "address",
            "text",
            "number",
            "textarea",
            "select",
            "multiselect",
            "multiemail",
            "checkbox",
            "radio",
            "boolean",
            "radioInput",
            "unknown",
            "url",
            "date",
            "splitName",
        ]
        | str
        | None
    ) = None
    slug: str | None = None
    label: str | None = None
    required: bool | None = None
    placeholder: str | None = None
    options: list[str] | None = None
    disable_on_prefill: bool | None = None
    hidden: bool | None = None
    is_default: bool | None = None
    booking_field: str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> BookingField:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("type")) is not None:
            self.type_ = v if type(v) is str else note(self, "type", v, "string")
        if (v := data.get("slug")) is not None:
            self.slug = v if type(v) is str else note(self, "slug", v, "string")
        if (v := data.get("label")) is not None:
            self.label = v if type(v) is str else note(self, "label", v, "string")
        if (v := data.get("required")) is not None:
            self.required = v if type(v) is bool else note(self, "required", v, "boolean")
        if (v := data.get("placeholder")) is not None:
            self.placeholder = v if type(v) is str else note(self, "placeholder", v, "string")
        if (v := data.get("options")) is not None:
            self.options = listed(self, "options", v, str, "string")
        if (v := data.get("disableOnPrefill")) is not None:
            self.disable_on_prefill = v if type(v) is bool else note(self, "disableOnPrefill", v, "boolean")
        if (v := data.get("hidden")) is not None:
            self.hidden = v if type(v) is bool else note(self, "hidden", v, "boolean")
        if (v := data.get("isDefault")) is not None:
            self.is_default = v if type(v) is bool else note(self, "isDefault", v, "boolean")
        if (v := data.get("bookingField")) is not None:
            self.booking_field = v if type(v) is str else note(self, "bookingField", v, "string")
        return self._matching() if strict else self
