# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Dicts that may be given for models, with the keys that travel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Required, TypedDict

from .comment import Comment
from .document import Document
from .folder import Folder


class CommentDict(TypedDict, total=False):
    """Comment as a dict."""

    text: str
    replies: Sequence[Comment | CommentDict]


class DocumentDict(TypedDict, total=False):
    """Document as a dict."""

    folder: Required[Folder | FolderDict]


class FolderDict(TypedDict, total=False):
    """Folder as a dict."""

    documents: Sequence[Document | DocumentDict]
    comment: Comment | CommentDict
