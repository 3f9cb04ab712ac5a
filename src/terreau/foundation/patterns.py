r"""Texts as the JSON door takes them, written so that every reader of patterns takes and refuses the same.

`\s` is not one set: ECMA-262, by which JSON Schema reads, leaves out U+0085 and holds U+FEFF; Unicode, by
which we check, does the contrary. Both are named, with the controls that no keyboard types.
"""

from __future__ import annotations

_SHOWN = r"[^\s\x00-\x1f\x7f-\x9f\ufeff]"
_IN_A_LINE, _IN_LINES = r"[^\x00-\x1f\x7f]*", r"[^\x00]*"

#: One line, or several; the first character is one that shows.
LINE, LINES = f"^{_SHOWN}{_IN_A_LINE}$", f"^{_SHOWN}{_IN_LINES}$"
#: The same, or nothing.
LINE_OR_NONE, LINES_OR_NONE = f"^({_SHOWN}{_IN_A_LINE})?$", f"^({_SHOWN}{_IN_LINES})?$"
