# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Comment."""

from __future__ import annotations

from typing import Any

from .._model import Model, define, many, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Comment(Model):
    """A comment, which others answer.

    Attributes:
        text: What it says.
        replies: Answers to it.
    """

    text: str | None = None
    replies: list[Comment] | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Comment:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("text")) is not None:
            self.text = v if type(v) is str else note(self, "text", v, "string")
        if (v := data.get("replies")) is not None:
            new_replies: list[Comment] = []
            self.replies = new_replies
            try:
                for item in v:
                    new_replies.append(Comment.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.replies = many(self, "replies", v, Comment.from_dict)
        return self._matching() if strict else self
