"""A JSON shape compiled once into a canonical N-Quads template: only the leaves change from badge to badge.

Expansion is nine tenths of the cost of canonicalising a badge (measured: 4 ms of 5.9), yet it depends on the
contexts, the names and the nesting, hardly on the texts. So a document is expanded once with a mark in place
of each text; where the mark comes out says what the text is: a literal, an IRI, or something to keep as is.
Whatever is unusual is left to the full path, and a test holds both to the same bytes on random badges.
"""

from __future__ import annotations

import re
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.rdf.canon import canonical_quads
from terreau.recognition.openbadges.rdf.terms import Quad, escape, line, needs_escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from terreau.recognition.openbadges.caps import Caps

# IRIs that no shipped context can shorten or lengthen (a test checks that none defines these prefixes).
SAFE_IRI = re.compile(
    r"(?:https?://|did:[a-z0-9]+:|urn:[A-Za-z0-9][A-Za-z0-9-]*:|mailto:|tel:|data:)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+",
)
_safe_iri = SAFE_IRI.fullmatch
_MARK = re.compile(r"x-terreau-slot-(\d+)-")
_IRI_SLOT = re.compile(r"<urn:x-terreau-slot-(\d+)->")
_TEXT_SLOT = re.compile(r'"(?:urn:)?x-terreau-slot-(\d+)-"((?:@|\^\^<).*)?')
_MOST_DIGESTS = 64
_LONGEST_PICKED = 4_000
"""Characters of the texts that a remembered digest may hold: a stranger's file must not fill the memory."""
_MOST_NARROWED = 4
_LONGEST_NARROWED = 20_000
_FIRST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"


def mark(index: int, text: str) -> str:
    """Stand in for leaf `index`: an IRI where the leaf looks like one, a plain text otherwise."""
    return f"urn:x-terreau-slot-{index}-" if _safe_iri(text) else f"x-terreau-slot-{index}-"


def marks_in(text: str) -> list[int]:
    return [int(found) for found in _MARK.findall(text)]


class NotCompilableError(Exception):
    """A shape for the full path."""


def _piece(term: str, iris: set[int], texts: set[int]) -> tuple[str, int | None]:
    """Turn a term into a piece of `%` format and the leaf it takes."""
    found = _IRI_SLOT.fullmatch(term)
    if found:
        iris.add(int(found[1]))
        return "<%s>", int(found[1])
    found = _TEXT_SLOT.fullmatch(term)
    if found and not _MARK.search(found[2] or ""):
        texts.add(int(found[1]))
        return f'"%s"{found[2] or ""}'.replace("%", "%%").replace('"%%s"', '"%s"', 1), int(found[1])
    if _MARK.search(term):
        raise NotCompilableError
    return term.replace("%", "%%"), None


def _picker(indexes: Sequence[int]) -> Callable[[Sequence[str]], Any]:
    if len(indexes) == 1:
        return lambda values: (values[indexes[0]],)
    return itemgetter(*indexes) if indexes else lambda _values: ()


def _may_repeat(told: list[tuple[tuple[str, tuple[int, ...]], Quad]], size: int) -> bool:
    """Say whether two of these quads could be one for some texts: same predicate, and a leaf in one."""
    seen: dict[str, list[bool]] = {}
    for (_format, slots), quad in told:
        seen.setdefault(quad[1], []).append(any(slot < size for slot in slots))
    return any(len(leafy) > 1 and any(leafy) for leafy in seen.values())


class _Lines:
    """Some quads as one `%` format, with the places their values come from."""

    def __init__(self, pieces: list[tuple[str, tuple[int, ...]]], *, repeats: bool = False) -> None:
        self.format = "".join(text for text, _ in pieces)
        self.pick = _picker([slot for _, slots in pieces for slot in slots])
        self.digests: dict[tuple[str, ...], bytes] = {}
        self.repeats = repeats

    def plain(self, values: Sequence[str]) -> list[str]:
        """Write the lines in the order of the quads, repeated ones included."""
        return (self.format % self.pick(values))[:-1].split("\n") if self.format else []

    def sorted(self, values: Sequence[str]) -> list[str]:
        # Values hold no newline (it is escaped), so lines are lines (`splitlines` would cut at U+2028 too).
        # A dataset is a set: equal lines are one.
        return self.written(self.pick(values))

    def written(self, picked: tuple[str, ...]) -> list[str]:
        return sorted(set((self.format % picked)[:-1].split("\n"))) if self.format else []

    def digest(self, values: Sequence[str], named: Sequence[str]) -> bytes:
        """Hash the lines (first degree, RDFC-1.0 4.6); badges of one making share most of these.

        `named` holds the nodes by their names, `values` under their masks: lines that only the masks make
        equal are of two quads, and are written twice.
        """
        picked = self.pick(values)
        known = self.digests.get(picked)
        if known is None:
            masked = self.plain(values)
            if self.repeats:
                masked = list(dict(zip(self.plain(named), masked, strict=True)).values())
            known = sha256(_text(sorted(masked)).encode()).digest()
            if sum(map(len, picked)) <= _LONGEST_PICKED:
                if len(self.digests) >= _MOST_DIGESTS:
                    self.digests.clear()
                self.digests[picked] = known
        return known


class Template:
    """One shape with the role of each of its leaves. `fill` gives the canonical document, or None."""

    def __init__(self, quads: list[Quad], leaves: list[str]) -> None:
        quads = list(dict.fromkeys(quads))
        self.iris: set[int] = set()
        self.texts: set[int] = set()
        self.size = len(leaves)
        self.count = len(quads)
        self.subjects: list[int] = []
        self.has_lists = any(quad[1] == _FIRST for quad in quads)
        self.nodes = sorted({part for q in quads for part in (q[0], q[2], q[3]) if part.startswith("_:")})
        place = {node: self.size + number for number, node in enumerate(self.nodes)}
        rows = [self._row(quad, place) for quad in quads]
        self.iris_of = sorted(self.iris)
        self.texts_of = sorted(self.texts)
        self.fixed = [
            (i, leaf) for i, leaf in enumerate(leaves) if i not in self.iris and i not in self.texts
        ]
        self.lines = _Lines(rows)
        self.rows = rows
        told = list(zip(rows, quads, strict=True))
        self.rows_of = [[row for row, quad in told if node in quad] for node in self.nodes]
        repeating = [_may_repeat([one for one in told if node in one[1]], self.size) for node in self.nodes]
        self.mentions = [
            _Lines(mine, repeats=repeats) for mine, repeats in zip(self.rows_of, repeating, strict=True)
        ]
        self.repeats = any(repeating)
        self.last: tuple[Sequence[str], frozenset[int]] | None = None
        self.narrowed: tuple[Narrowed, ...] = ()
        self.masks = [tuple("_:a" if other == node else "_:z" for other in self.nodes) for node in self.nodes]
        self.names = tuple(f"_:c14n{number}" for number in range(len(self.nodes)))

    def _row(self, quad: Quad, place: dict[str, int]) -> tuple[str, tuple[int, ...]]:
        parts: list[str] = []
        slots: list[int] = []
        for position, term in enumerate(quad):
            if term in place:
                parts.append("%s")
                slots.append(place[term])
                continue
            text, slot = _piece(term, self.iris, self.texts)
            parts.append(text)
            if slot is not None:
                if position in {1, 3}:
                    raise NotCompilableError
                slots.append(slot)
                if position == 0:
                    self.subjects.append(slot)
        subject, predicate, value, graph = parts
        return line((subject, predicate, value, graph)), tuple(slots)

    def values(self, leaves: Sequence[str]) -> list[str] | None:
        """Ready the leaves for the format; None when one does not play the part it had in the mould."""
        for index, expected in self.fixed:
            if leaves[index] != expected:
                return None
        values = list(leaves)
        for index in self.iris_of:
            if not _safe_iri(values[index]):
                return None
        if needs_escape("".join(values)):  # one look at all, as most badges need none
            for index in self.texts_of:
                values[index] = escape(values[index])
        if self.has_lists:
            # Two nodes of one name are one node; their lists would still be two: left to the full path.
            subjects = [values[index] for index in dict.fromkeys(self.subjects)]
            if len(set(subjects)) != len(subjects):
                return None
        return values

    def fill(self, leaves: Sequence[str], caps: Caps) -> str | None:
        if self.count > caps.quads or len(self.nodes) > caps.blank_nodes:
            return None
        for one in self.narrowed:
            found = one.fill(leaves)
            if found is not None:
                return found
        values = self.values(leaves)
        if values is None:
            return None
        named = [*values, *self.nodes]
        hashes = [
            lines.digest([*values, *mask], named)
            for lines, mask in zip(self.mentions, self.masks, strict=True)
        ]
        if len(set(hashes)) != len(hashes):
            return canonical_quads(self._quads(values), caps)
        self._narrow(leaves)
        return _text(self.lines.sorted([*values, *self.labels(hashes)]))

    def labels(self, hashes: Sequence[bytes]) -> list[str]:
        """Name the blank nodes in the order of their hashes, which all differ."""
        found = [""] * len(hashes)
        for number, node in enumerate(sorted(range(len(hashes)), key=hashes.__getitem__)):
            found[node] = self.names[number]
        return found

    def _narrow(self, leaves: Sequence[str]) -> None:
        """Make a narrower template once three badges in a row differ in the same few leaves."""
        if self.has_lists or self.repeats or sum(map(len, leaves)) > _LONGEST_NARROWED:
            return
        before, self.last = self.last, (leaves, frozenset())
        if before is None:
            return
        changed = frozenset(
            i for i, (new, old) in enumerate(zip(leaves, before[0], strict=True)) if new != old
        )
        self.last = (leaves, changed)
        if changed and changed == before[1] and len(changed) * 2 <= self.size:
            self.narrowed = (Narrowed(self, leaves, changed), *self.narrowed[: _MOST_NARROWED - 1])

    def _quads(self, values: list[str]) -> list[Quad]:
        return [_split(text) for text in self.lines.sorted([*values, *self.nodes])]


class _Part:
    """Some rows of a narrowed template: the lines that never change, sorted, and those that do."""

    def __init__(
        self, rows: list[tuple[str, tuple[int, ...]]], values: Sequence[str], changing: frozenset[int]
    ) -> None:
        still = [row for row in rows if not changing.intersection(row[1])]
        self.still = sorted(_Lines(still).plain(values))
        self.known = frozenset(self.still)
        self.moving = _Lines([row for row in rows if changing.intersection(row[1])])

    def masked(self, values: Sequence[str]) -> str:
        """Write the lines that mention a node, those that its mask makes equal included."""
        lines = [*self.still, *self.moving.plain(values)]
        lines.sort()  # nearly sorted already: the sort walks through what stands still
        return _text(lines)

    def text(self, values: Sequence[str]) -> str:
        new = self.moving.plain(values)
        lines = [*self.still, *new]
        if len(self.known) + len(set(new)) != len(lines) or not self.known.isdisjoint(new):
            lines = list(set(lines))  # a dataset is a set
        lines.sort()
        return _text(lines)


class Narrowed:
    """A template with most of its leaves filled in: what badges of one definition share is written once."""

    def __init__(self, template: Template, leaves: Sequence[str], changing: frozenset[int]) -> None:
        self.template = template
        self.changing = changing
        self.pick = _picker([i for i in range(template.size) if i not in changing])
        self.same = self.pick(leaves)
        self.iris = sorted(changing & template.iris)
        self.texts = sorted(changing & template.texts)
        self.base = template.values(leaves) or []
        fixed = changing - template.iris - template.texts
        self.usable = bool(self.base) and not fixed
        self.parts = [
            _Part(rows, [*self.base, *mask], changing)
            for rows, mask in zip(template.rows_of, template.masks, strict=True)
        ]
        self.hashes = [
            None if part.moving.format else sha256(_text(part.still).encode()).digest() for part in self.parts
        ]
        self.written: dict[tuple[str, ...], _Part] = {}

    def fill(self, leaves: Sequence[str]) -> str | None:
        """Give the canonical document, or None when the general template has to."""
        if not self.usable or self.pick(leaves) != self.same:
            return None
        values = list(self.base)
        for index in self.iris:
            if not _safe_iri(leaves[index]):
                return None
            values[index] = leaves[index]
        for index in self.texts:
            values[index] = escape(leaves[index])
        hashes = [
            known or sha256(part.masked([*values, *mask]).encode()).digest()
            for known, part, mask in zip(self.hashes, self.parts, self.template.masks, strict=True)
        ]
        if len(set(hashes)) != len(hashes):
            return None
        labels = tuple(self.template.labels(hashes))
        part = self.written.get(labels)
        if part is None:
            part = _Part(self.template.rows, [*values, *labels], self.changing)
            if len(self.written) >= _MOST_NARROWED * 6:
                self.written.clear()
            self.written[labels] = part
        return part.text([*values, *labels])


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""


_QUAD = re.compile(
    r"(<[^>]*>|_:\S+) (<[^>]*>) "
    r'(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@\S+|\^\^<[^>]*>)?) (?:(<[^>]*>|_:\S+) )?\.',
)


def _split(text: str) -> Quad:
    found = _QUAD.fullmatch(text)
    if found is None:  # canonical lines that we wrote ourselves
        raise AssertionError(text)
    return found[1], found[2], found[3], found[4] or ""
