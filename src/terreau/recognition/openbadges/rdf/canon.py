"""RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), with a bound on its work.

Written here because the algorithm is exponential on graphs made for it (section 7.1, test074) and the
libraries measured (pyoxigraph 0.5, PyLD 3.3) neither stop nor can be stopped. Names follow the specification.
"""

from __future__ import annotations

import hashlib
from itertools import permutations
from typing import TYPE_CHECKING

from terreau.recognition.openbadges.errors import TooBigError
from terreau.recognition.openbadges.rdf.terms import Quad, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.recognition.openbadges.caps import Caps


class _Issuer:
    """Gives names `prefix0`, `prefix1`… in the order in which they are asked."""

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued = issued or {}

    def issue(self, node: str) -> str:
        return self.issued.setdefault(node, f"{self.prefix}{len(self.issued)}")

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


class _Canonicalizer:
    def __init__(self, quads: Iterable[Quad], caps: Caps, algorithm: str) -> None:
        self.quads = set(quads)
        if len(self.quads) > caps.quads:
            raise TooBigError(what="quads", limit=caps.quads)
        self.caps = caps
        self.algorithm = algorithm
        self.steps = 0
        self.canonical = _Issuer("_:c14n")
        self.first: dict[str, str] = {}
        self.mentions: dict[str, list[Quad]] = {}
        for quad in self.quads:
            for node in {part for part in (quad[0], quad[2], quad[3]) if part.startswith("_:")}:
                self.mentions.setdefault(node, []).append(quad)
        if len(self.mentions) > caps.blank_nodes:
            raise TooBigError(what="blank_nodes", limit=caps.blank_nodes)

    def _hash(self, text: str) -> str:
        return hashlib.new(self.algorithm, text.encode()).hexdigest()

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.caps.rdfc_steps:
            raise TooBigError(what="rdfc_steps", limit=self.caps.rdfc_steps)

    def _first_degree(self, node: str) -> str:
        def seen(part: str) -> str:
            return part if not part.startswith("_:") else "_:a" if part == node else "_:z"

        lines = sorted(line((seen(s), p, seen(o), seen(g))) for s, p, o, g in self.mentions[node])
        return self._hash("".join(lines))

    def _related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        name = self.canonical.issued.get(related) or issuer.issued.get(related) or self.first[related]
        predicate = quad[1] if position != "g" else ""
        return self._hash(f"{position}{predicate}{name}")

    def _neighbours(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for quad in self.mentions[node]:
            for position, part in (("s", quad[0]), ("o", quad[2]), ("g", quad[3])):
                if part.startswith("_:") and part != node:
                    found.setdefault(self._related(part, quad, issuer, position), []).append(part)
        return found

    def _try(self, order: tuple[str, ...], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        """Walk one order of neighbours; None once it cannot be better than `best`."""
        self._step()
        issuer = issuer.copy()
        path = ""
        recursion: list[str] = []
        for related in order:
            if related in self.canonical.issued:
                path += self.canonical.issued[related]
            else:
                if related not in issuer.issued:
                    recursion.append(related)
                path += issuer.issue(related)
            if best and len(path) >= len(best) and path > best:
                return None
        for related in recursion:
            digest, deeper = self._n_degree(related, issuer)
            path += f"{issuer.issue(related)}<{digest}>"
            issuer = deeper
            if best and len(path) >= len(best) and path > best:
                return None
        return path, issuer

    def _n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        self._step()
        data = ""
        for digest, related in sorted(self._neighbours(node, issuer).items()):
            data += digest
            best, kept = "", issuer
            for order in permutations(related):
                found = self._try(order, issuer, best)
                if found and (not best or found[0] < best):
                    best, kept = found
            data += best
            issuer = kept
        return self._hash(data), issuer

    def labels(self) -> dict[str, str]:
        groups: dict[str, list[str]] = {}
        for node in self.mentions:
            self.first[node] = self._first_degree(node)
            groups.setdefault(self.first[node], []).append(node)
        shared = []
        for digest in sorted(groups):
            if len(groups[digest]) == 1:
                self.canonical.issue(groups[digest][0])
            else:
                shared.append(groups[digest])
        for group in shared:
            self._label_group(group)
        return self.canonical.issued

    def _label_group(self, group: list[str]) -> None:
        results: list[tuple[str, _Issuer]] = []
        for node in group:
            if node not in self.canonical.issued:
                temporary = _Issuer("_:b")
                temporary.issue(node)
                results.append(self._n_degree(node, temporary))
        for _digest, issuer in sorted(results, key=lambda result: result[0]):
            for node in issuer.issued:
                self.canonical.issue(node)


def canonical_labels(quads: Iterable[Quad], caps: Caps, algorithm: str = "sha256") -> dict[str, str]:
    """Give each blank node its canonical name (`_:c14n0`…). Raises TooBigError beyond the caps."""
    return _Canonicalizer(quads, caps, algorithm).labels()


def canonical_quads(quads: Iterable[Quad], caps: Caps, algorithm: str = "sha256") -> str:
    """Write the canonical N-Quads document of a dataset. Raises TooBigError beyond the caps."""
    work = _Canonicalizer(quads, caps, algorithm)
    name = work.labels()
    return "".join(
        sorted(line((name.get(s, s), p, name.get(o, o), name.get(g, g))) for s, p, o, g in work.quads),
    )
