"""JSON-LD to quads in *safe mode*: what no context defines is an error, never dropped from the signature.

A term that expansion drops is text that anyone may add, change or remove under a good signature. So every
dropped term, every type or identifier that is not an absolute IRI, is refused (VC Data Integrity, 4.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyld import jsonld
from pyld.context_resolver import ContextResolver

from terreau.recognition.openbadges.contexts import shipped
from terreau.recognition.openbadges.errors import MeaningError, TooBigError
from terreau.recognition.openbadges.rdf.reading import read_quads
from terreau.recognition.openbadges.rdf.terms import Quad, is_absolute

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps

_cache: dict[str, Any] = {}  # PyLD's own cache is shared by every loader of the process: ours stays apart
# With no base, PyLD resolves a relative IRI against http://example.org/base/ and so hides it: this one shows.
_BASE = "x-terreau-relative://nowhere/"
Trouble = tuple[str, str, str]
"""The check that fails, the sentence that says it, and the text which has no meaning."""


def _load(url: str, _options: object = None) -> dict[str, Any]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": shipped(url),
    }


def _cause(error: BaseException) -> MeaningError | None:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MeaningError):
            return seen
        inner = getattr(seen, "cause", None)
        seen = seen.__cause__ or (inner if isinstance(inner, BaseException) else None)
    return None


def _expanded(document: dict[str, Any], dropped: list[str]) -> list[Any]:
    """Expand. Raises MeaningError for a context we do not ship or that PyLD refuses."""
    options = {"documentLoader": _load, "base": _BASE, "contextResolver": ContextResolver(_cache, _load)}
    try:
        expanded: list[Any] = jsonld.expand(
            document, options, on_property_dropped=lambda term: dropped.append(str(term))
        )
    except RecursionError:
        raise TooBigError(what="json_depth", limit=0) from None
    except (jsonld.JsonLdError, MeaningError, ValueError, TypeError, AttributeError, KeyError) as error:
        known = _cause(error)
        if known:
            raise known from None
        why = str(error).split("\n", 1)[0][:200]
        raise MeaningError("context", "context.refused", why=why) from None
    return expanded


def _stands(iri: str) -> bool:
    return is_absolute(iri) and not iri.startswith(_BASE[:20])


def _unsure(  # noqa: C901 -- one branch a keyword of JSON-LD
    value: object, troubles: list[Trouble], *, top: bool = False
) -> None:
    """Gather the identifiers, types and names of an expanded document that are not absolute IRIs."""
    if isinstance(value, list):
        for item in value:
            _unsure(item, troubles, top=top)
    elif isinstance(value, dict) and "@value" in value:
        datatype = value.get("@type")
        if isinstance(datatype, str) and datatype != "@json" and not _stands(datatype):
            troubles.append(("context", "context.undefined", datatype))
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "@id":
                if isinstance(inner, str) and not inner.startswith("_:") and not _stands(inner):
                    troubles.append(("context", "context.undefined", inner))
            elif name == "@type":
                check = "type" if top else "context"
                troubles.extend((check, "type.undefined", kind) for kind in inner if not _stands(kind))
            elif name == "@index":
                # Kept beside a node and never part of its meaning: text that no signature would cover.
                troubles.append(("context", "context.undefined", "@index"))
            else:
                if not name.startswith("@") and not _stands(name):
                    troubles.append(("context", "context.undefined", name))
                _unsure(inner, troubles)


def quads_and_troubles(document: dict[str, Any], caps: Caps) -> tuple[list[Quad], list[Trouble]]:
    """Read as quads and tell what would be lost. Raises MeaningError and TooBigError."""
    dropped: list[str] = []
    expanded = _expanded(document, dropped)
    troubles: list[Trouble] = []
    _unsure(expanded, troubles, top=True)
    if dropped:
        troubles.extend(("context", "context.undefined", term) for term in dropped)
    return read_quads(expanded, caps.quads), troubles


def to_quads(document: dict[str, Any], caps: Caps) -> list[Quad]:
    """Read a JSON-LD document as quads, or raise MeaningError when any of its text would be lost."""
    quads, troubles = quads_and_troubles(document, caps)
    if troubles:
        check, sentence, term = troubles[0]
        raise MeaningError(check, sentence, term=term.removeprefix(_BASE))
    return quads
