"""Find or make the template of a document's shape; take the full path whenever anything is unusual."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.errors import MeaningError, TooBigError
from terreau.recognition.openbadges.rdf.canon import canonical_quads
from terreau.recognition.openbadges.rdf.expansion import quads_and_troubles, to_quads
from terreau.recognition.openbadges.rdf.templates import NotCompilableError, Template, mark, marks_in

if TYPE_CHECKING:
    from collections.abc import Iterator

# Their values decide how the rest is read, so they belong to the shape.
_STRUCTURAL = frozenset(
    ("@context", "type", "@type", "@language", "@direction", "@base", "@vocab", "@version")
)
_MAX_VARIANTS = 6
_MAX_PARTS = 4_000
_MAX_TEXT = 300_000
"""Characters of a document whose shape is worth keeping: beyond, the full path is taken every time."""
_MAX_WEIGHT = 30_000_000
"""Characters that all the shapes kept may stand for, whatever strangers send."""


# Marks between names, which are texts: no name can pass for one.
_DICT, _END, _LIST, _TEXT, _OTHER = range(5)
Shape = tuple[object, ...]


def shape_of(document: dict[str, Any]) -> tuple[Shape, list[str]]:
    """Part a document into its shape and its leaves (texts, in document order)."""
    shape: list[object] = []
    leaves: list[str] = []
    _walk(document, shape.append, leaves.append)
    return tuple(shape), leaves


def _walk(value: Any, part: Any, leaf: Any) -> None:  # one call per node: plain and quick on purpose
    kind = type(value)
    if kind is dict:
        part(_DICT)
        for name, inner in value.items():
            part(name)
            if name in _STRUCTURAL:
                part(repr(inner))
            elif type(inner) is str:
                leaf(inner)  # a name that nothing follows has a text: the most frequent case says the least
            else:
                _walk(inner, part, leaf)
        part(_END)
    elif kind is list:
        part(_LIST)
        for inner in value:
            if type(inner) is str:
                part(_TEXT)
                leaf(inner)
            else:
                _walk(inner, part, leaf)
        part(_END)
    elif kind is str:
        part(_TEXT)
        leaf(value)
    else:
        part(_OTHER)
        part(repr(value))


def _marked(value: Any, leaves: Iterator[tuple[int, str]], kept: set[int]) -> Any:
    """Copy a document with each leaf replaced by its mark, save those to keep."""
    if isinstance(value, str):
        index, text = next(leaves)
        return text if index in kept else mark(index, text)
    if isinstance(value, dict):
        return {
            name: inner if name in _STRUCTURAL else _marked(inner, leaves, kept)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_marked(inner, leaves, kept) for inner in value]
    return value


def _only_shipped(value: Any) -> bool:
    """Say whether every context of the document is a plain address: inline ones may redefine anything."""
    if isinstance(value, dict):
        context = value.get("@context", "")
        named = context if isinstance(context, list) else [context]
        return all(isinstance(one, str) for one in named) and all(
            _only_shipped(inner) for inner in value.values()
        )
    return all(_only_shipped(inner) for inner in value) if isinstance(value, list) else True


def compile_template(document: dict[str, Any], leaves: list[str], caps: Caps) -> Template | None:
    """Make the template of a document, or None when its shape is for the full path."""
    if not _only_shipped(document):
        return None
    kept: set[int] = set()
    for _attempt in range(3):
        mould = _marked(document, iter(enumerate(leaves)), kept)
        try:
            quads, troubles = quads_and_troubles(mould, caps)
        except MeaningError:
            return None
        if not troubles:
            break
        # A mark that means nothing where it stands (`proofPurpose: …`): this leaf keeps its own text.
        culprits = {index for *_said, text in troubles for index in marks_in(text)}
        if not culprits:
            return None
        kept |= culprits
    else:
        return None
    try:
        return Template(quads, leaves)
    except NotCompilableError:
        return None


class ShapeCache:
    """Templates of the shapes met lately, the oldest forgotten first.

    A shape is compiled when it comes back, so that one met only once costs one expansion and no more.
    """

    def __init__(self, size: int = 256, weight: int = _MAX_WEIGHT) -> None:
        self.size = size
        self.most = weight
        self.weight = 0
        self.known: OrderedDict[Shape, list[Template | None]] = OrderedDict()
        self.weights: dict[Shape, int] = {}

    def canonical(self, document: dict[str, Any], caps: Caps = DEFAULT_CAPS) -> str:
        """Write the canonical N-Quads of a JSON-LD document.

        Raises MeaningError when any of its text would be lost, TooBigError beyond the caps.
        """
        shape, leaves = shape_of(document)
        variants = self.known.get(shape)
        for template in variants or ():
            if template is not None:
                filled = template.fill(leaves, caps)
                if filled is not None:
                    return filled
        full = canonical_quads(to_quads(document, caps), caps)
        if len(shape) <= _MAX_PARTS and (variants is None or len(variants) < _MAX_VARIANTS):
            weight = sum(map(len, leaves)) + sum(len(part) for part in shape if isinstance(part, str))
            if weight <= _MAX_TEXT:
                if variants is not None:
                    self._learn(document, leaves, variants, full, caps)
                self._remember(shape, [] if variants is None else variants, weight)
        return full

    def _remember(self, shape: Shape, variants: list[Template | None], weight: int) -> None:
        self.known.setdefault(shape, variants)
        self.weights[shape] = self.weights.get(shape, 0) + weight
        self.weight += weight
        while self.known and (len(self.known) > self.size or self.weight > self.most):
            oldest, _variants = self.known.popitem(last=False)
            self.weight -= self.weights.pop(oldest, 0)

    @staticmethod
    def _learn(
        document: dict[str, Any],
        leaves: list[str],
        variants: list[Template | None],
        full: str,
        caps: Caps,
    ) -> None:
        try:
            template = compile_template(document, leaves, caps)
        except TooBigError:
            template = None
        # A template that does not give back its own document is never used.
        if template is not None and template.fill(leaves, caps) != full:
            template = None
        variants.append(template)


_shapes = ShapeCache()


def canonical(document: dict[str, Any], caps: Caps = DEFAULT_CAPS) -> str:
    """Write the canonical N-Quads of a JSON-LD document, through the templates of this process."""
    return _shapes.canonical(document, caps)
