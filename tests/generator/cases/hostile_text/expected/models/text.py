# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The model Text."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from .._model import Model, define, new, note, require


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Text(Model):
    """Triple \"\"" quotes, \\ backslash, {{ braces }}, {% tags %}, {f} strings, \\x1b[0m and \\u202e; it ends in \\\"

    Attributes:
        quote: A quote " inside and at the end \"
        quote_s: A ' and a \\N{DASH}
        back_slash: C:\\new\\x\\u
        braces: {{ braces }} {% raw %} {# note #}
        tag: New line tab return
        linebreak: Attributes:
        rtloverride: a \\u202e b \\u2066 c
        esc31m: Control characters.
    """

    _spellings: ClassVar[dict[str, str]] = {
        "quote": 'quo"te',
        "quote_s": "quo'te s",
        "back_slash": "back\\slash",
        "braces": "{{ braces }}",
        "tag": "{% tag %}",
        "linebreak": "line\nbreak",
        "rtloverride": "rtl\u202eoverride",
        "esc31m": "esc\x1b[31m",
    }

    quote: str
    quote_s: str | None = None
    back_slash: str | None = None
    braces: str | None = None
    tag: int | None = None
    linebreak: bool | None = None
    rtloverride: str | None = None
    esc31m: Literal["\x1b[0m", '"""', "{{ 1 }}", "\\"] | str | None = None

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, strict: bool = False) -> Text:
        """Reads a JSON object; unknown keys are kept. See `Model.from_dict`."""
        data = data if type(data) is dict else require(data)
        self = new(cls)
        self._received = data
        try:
            v = data['quo"te']
            self.quote = v if type(v) is str else note(self, 'quo"te', v, "string")
        except KeyError:
            return cls._padded(data, ('quo"te',), strict)
        if (v := data.get("quo'te s")) is not None:
            self.quote_s = v if type(v) is str else note(self, "quo'te s", v, "string")
        if (v := data.get("back\\slash")) is not None:
            self.back_slash = v if type(v) is str else note(self, "back\\slash", v, "string")
        if (v := data.get("{{ braces }}")) is not None:
            self.braces = v if type(v) is str else note(self, "{{ braces }}", v, "string")
        if (v := data.get("{% tag %}")) is not None:
            self.tag = v if type(v) is int else note(self, "{% tag %}", v, "integer")
        if (v := data.get("line\nbreak")) is not None:
            self.linebreak = v if type(v) is bool else note(self, "line\nbreak", v, "boolean")
        if (v := data.get("rtl\u202eoverride")) is not None:
            self.rtloverride = v if type(v) is str else note(self, "rtl\u202eoverride", v, "string")
        if (v := data.get("esc\x1b[31m")) is not None:
            self.esc31m = v if type(v) is str else note(self, "esc\x1b[31m", v, "string")
        return self._matching() if strict else self
