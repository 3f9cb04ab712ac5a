"""Wikitext into Markdown: what is known becomes Markdown, what is not stays as text and is counted.

Nothing of it is ever HTML: every sign that Markdown or HTML would take for its own is escaped, and the only
addresses that become links are http and https.
"""

from __future__ import annotations

import re

from terreau.commons.mediawiki.blocks import in_blocks
from terreau.commons.mediawiki.caps import DEFAULT_CAPS, Caps
from terreau.commons.mediawiki.inline import Stash, escaped, in_line
from terreau.commons.mediawiki.links import take_links
from terreau.commons.mediawiki.model import Converted, Site
from terreau.commons.mediawiki.templates import Template, take_out

_REDIRECT = re.compile(
    r"\s*#\s*(?:redirect|redirection|rediriger)\s*:?\s*\[\[([^\]\n|]{1,500})", re.IGNORECASE
)
_ASIDE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(nowiki|pre|code|tt|syntaxhighlight|source|math)\b[^<>]{0,300}(?:/>|>(.*?)(?:</\1\s*>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_MAGIC = re.compile(r"__(?:[A-ZÉ]{3,30})__")
_SHORT_VALUE = 200
#: Values of templates that hold templates themselves.
_DEEPEST = 4


def converted(
    text: str, site: Site | None = None, *, with_fields: bool = True, caps: Caps = DEFAULT_CAPS
) -> Converted:
    """`text` in Markdown. `with_fields` writes parameters of templates where they stood, as a list."""
    found = Converted()
    if redirect := _REDIRECT.match(text):
        found.redirect = redirect[1].strip()
    work = _Work(site or Site(), found, caps, with_fields=with_fields)
    found.markdown = work.markdown(_aside(text[: caps.text].replace("\x00", ""), work.stash))
    return found


class _Work:
    """One conversion: what was put aside is behind marks that stay good inside the values of templates."""

    def __init__(self, site: Site, found: Converted, caps: Caps, *, with_fields: bool) -> None:
        self.stash = Stash()
        self._site, self._found, self._caps, self._with_fields = site, found, caps, with_fields

    def markdown(self, text: str, depth: int = 0) -> str:
        text, templates = take_out(text, self._caps)

        def template(match: re.Match[str]) -> str:
            said = self._template(templates[int(match[1])], depth)
            return self.stash.put(said, block="\n" in said or said.startswith("- ")) if said else ""

        text = re.sub("\x00T(\\d+)\x00", template, text)
        text = take_links(text, self._site, self._found, self.stash)
        unknown = self._found.unknown
        lines = in_blocks(_MAGIC.sub("", text), lambda line: in_line(line, unknown))
        return re.sub(r"\n{3,}", "\n\n", self.stash.back(lines)).strip()

    def _template(self, one: Template, depth: int) -> str:
        """Parameters become fields; a template without any stays as it is written."""
        if not one.named or (one.is_function and one.name != "#set") or depth >= _DEEPEST:
            self._found.unknown[f"{{{{{one.name[:60]}}}}}"] += 1
            return escaped(one.written)
        self._found.templates[one.name] += 1
        lines = []
        for key, value in one.named.items():
            said = self.markdown(value, depth + 1) if value else ""
            if said:
                self._found.fields.setdefault(key, []).append(said)
                short = "\n" not in said and len(said) <= _SHORT_VALUE
                name = escaped(key)
                lines.append(f"- **{name}** : {said}" if short else f"\n**{name}**\n\n{said}\n")
        return "\n".join(lines) if self._with_fields else ""


def _aside(text: str, stash: Stash) -> str:
    """Comments are dropped; what is not to be read as wikitext is put aside as it is."""

    def aside(match: re.Match[str]) -> str:
        tag, inside = (match[1] or "").lower(), match[2] or ""
        if not tag:
            return ""
        if tag == "nowiki":
            return stash.put(escaped(inside))
        inside = re.sub(r"</?nowiki\s*>", "", inside)
        if "\n" in inside or tag in ("pre", "syntaxhighlight", "source"):
            fence = "`" * max(3, _longest_run(inside) + 1)
            return stash.put(f"{fence}\n{inside.strip(chr(10))}\n{fence}", block=True)
        fence = "`" * (_longest_run(inside) + 1)
        return (
            stash.put(f"{fence} {inside} {fence}" if "`" in inside else f"`{inside}`")
            if inside.strip()
            else ""
        )

    return _ASIDE.sub(aside, text)


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
