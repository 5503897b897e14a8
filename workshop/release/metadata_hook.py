"""What the build writes into the package's metadata: the README as it reads away from its tree, and project addresses.

Hatchling loads this file by its path, alone: it imports nothing of the project.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_FENCE = re.compile(r"^ *(```|~~~)")
_CODE_OR_LINK = re.compile(r"`[^`]*`(?!\]\()|(?P<picture>!?)\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class ReadmeHook(MetadataHookInterface):
    """Sets `readme` and `urls` from README.md and the setting `repository`, which may be empty."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Adds both to the metadata. Raises `ValueError` for a repository that is no address."""
        repository = str(self.config.get("repository", "")).rstrip("/")
        if repository and not re.match(r"https?://[^/\s]+/\S+$", repository):
            raise ValueError(
                f"pyproject.toml: [tool.hatch.metadata.hooks.custom] repository is {repository!r}; "
                "write an address such as https://example.com/team/toolzz-cal, or leave it empty"
            )
        files = f"{repository}/blob/v{metadata['version']}" if repository else ""
        text = (Path(self.root) / "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readable(text, files)}
        metadata["urls"] = {}
        if repository:
            metadata["urls"] = {
                "Documentation": f"{files}/docs/index.md",
                "Source": repository,
                "Changelog": f"{files}/CHANGELOG.md",
            }


def readable(text: str, files: str) -> str:
    """Markdown without relative links, which lead nowhere on a page of a package index.

    Args:
        text: Markdown that stands at the root of the tree, with inline links.
        files: The address below which the files of the tree are shown, without a slash at its end. Empty when there is
            none: each link becomes its text and the path of what it led to, and pictures are left out.

    Returns:
        The same text with absolute links, or none. Code stays as it is.
    """
    lines = []
    is_code = False
    for line in text.splitlines(keepends=True):
        if _FENCE.match(line):
            is_code = not is_code
        lines.append(line if is_code else _CODE_OR_LINK.sub(lambda found: _resolved(found, files), line))
    return "".join(lines)


def _resolved(found: re.Match[str], files: str) -> str:
    text, target = found["text"], found["target"]
    if target is None or _ABSOLUTE.match(target):
        return found[0]
    if found["picture"]:
        return f"![{text}]({files.replace('/blob/', '/raw/', 1)}/{target})" if files else ""
    if files:
        return f"[{text}]({files}/{'README.md' if target.startswith('#') else ''}{target})"
    path = target.partition("#")[0]
    if not path or text.strip("`") == path:
        return text
    return f"{text} (`{path}`)"
