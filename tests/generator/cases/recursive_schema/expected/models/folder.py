# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._model import Model, define, many, new, one, require
from .comment import Comment

if TYPE_CHECKING:
    from .document import Document


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Folder(Model):
    """A folder, which holds documents.

    Attributes:
        documents: What it holds.
        comment: What was said of it.
    """

    documents: list[Document] | None = None
    comment: Comment | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Folder:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        from .document import Document

        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        if (v := data.get("documents")) is not None:
            new_documents: list[Document] = []
            self.documents = new_documents
            try:
                for item in v:
                    new_documents.append(Document.from_dict(item))
                if type(v) is not list:
                    raise TypeError
            except TypeError:
                self.documents = many(self, "documents", v, Document.from_dict)
        if (v := data.get("comment")) is not None:
            self.comment = one(self, "comment", v, Comment.from_dict)
        return self._matching() if strict else self
