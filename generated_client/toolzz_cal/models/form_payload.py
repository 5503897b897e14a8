# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model FormPayload."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, mapped, new, note, one, require
from .form_action import FormAction
from .form_answer import FormAnswer


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class FormPayload(Model):
    """A routing form that somebody filled in.

    Attributes:
        form_id: Text that identifies the form.
        form_name: Name of the form.
        team_id: Team that owns the form, if one does.
        response_id: Number of the answers; absent from `FORM_SUBMITTED`.
        responses: Answers, keyed by the label of the field.
        redirect: What the form showed next; `FORM_SUBMITTED_NO_EVENT` only.
        fallback_action: What was done as nothing else applied; `ROUTING_FORM_FALLBACK_HIT` only.
    """

    form_id: str
    form_name: str | None = None
    team_id: int | None = None
    response_id: int | None = None
    responses: dict[str, FormAnswer] | None = None
    redirect: FormAction | None = None
    fallback_action: FormAction | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> FormPayload:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data["formId"]
            self.form_id = v if type(v) is str else note(self, "formId", v, "string")
        except KeyError:
            return cls._padded(data, ("formId",), strict)
        if (v := data.get("formName")) is not None:
            self.form_name = v if type(v) is str else note(self, "formName", v, "string")
        if (v := data.get("teamId")) is not None:
            self.team_id = v if type(v) is int else note(self, "teamId", v, "integer")
        if (v := data.get("responseId")) is not None:
            self.response_id = v if type(v) is int else note(self, "responseId", v, "integer")
        if (v := data.get("responses")) is not None:
            self.responses = mapped(self, "responses", v, FormAnswer.from_dict)
        if (v := data.get("redirect")) is not None:
            self.redirect = one(self, "redirect", v, FormAction.from_dict)
        if (v := data.get("fallbackAction")) is not None:
            self.fallback_action = one(self, "fallbackAction", v, FormAction.from_dict)
        return self._matching() if strict else self
