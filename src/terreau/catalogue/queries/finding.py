"""From a need or a question to data: what exists here and elsewhere, how it is written, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.catalogue.finding import Answer, Asked, Document, Ground, shipped, understand
from terreau.catalogue.finding.ranking import ENOUGH
from terreau.catalogue.models import MissingData
from terreau.catalogue.queries import elsewhere, listing
from terreau.catalogue.standards import Standard, standard_named, standards
from terreau.foundation import search
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from terreau.needs.models import Need

#: Answers of each sort that are shown.
SHOWN = 5
#: Candidates that the index gives, before they are ranked with synonyms.
CANDIDATES = 40
#: A need says much; its first words say what it is about.
_LONGEST_QUESTION = 300


@dataclass(frozen=True)
class Line:
    """One answer: what it is, where it leads, why it is shown."""

    title: str
    url: str
    summary: str
    who: str
    why: str


@dataclass(frozen=True)
class Findings:
    """What answers a question; `silent` are words nothing speaks of, `is_missing` when nothing answers."""

    here: list[Line]
    elsewhere: list[Line]
    standards: list[Line]
    asked_for: list[Line]
    is_missing: bool
    silent: list[str]


def find(question: str) -> Findings:
    """What answers a question in plain words; eight SQL queries at most."""
    asked = understand(question[:_LONGEST_QUESTION], search.stems, shipped(search.stems))
    here = _ranked(asked, listing.listed().select_related("organisation", "created_by"), _of_here)
    others = _ranked(asked, elsewhere.announced(), _of_elsewhere)
    known = [(one, _of_standard(one)) for one in standards_ground().answers(asked, SHOWN)]
    gaps = _ranked(asked, visible(MissingData.objects.filter(found=None)).order_by("-wishes", "-pk"), _gap)
    data = [answer for answer, _line in [*here, *others]]
    best = max((answer.covers for answer in data), default=0.0)
    return Findings(
        here=[line for _answer, line in here],
        elsewhere=[line for _answer, line in others],
        standards=[line for _answer, line in known],
        asked_for=[line for _answer, line in gaps],
        is_missing=best < ENOUGH,
        silent=_silent(asked, [*data, *(answer for answer, _line in known)]),
    )


def question_of(need: Need) -> str:
    """What a need asks of data: its title, then what would show that it is met."""
    return f"{need.title} {need.met_when}"[:_LONGEST_QUESTION]


def _ranked(
    asked: Asked, among: QuerySet[Any], made: Callable[[Any, Answer], Line]
) -> list[tuple[Answer, Line]]:
    """The index gives what holds any word, the ranking with synonyms says what answers."""
    candidates = {str(one.pk): one for one in search.find_any(among, asked.words, CANDIDATES)}
    documents = [Document(key, one.search_title(), one.search_body()) for key, one in candidates.items()]
    answers = standards_ground().answers_among(asked, documents, SHOWN)
    return [(one, made(candidates[one.document.key], one)) for one in answers]


def _of_here(dataset: Any, answer: Answer) -> Line:
    return Line(
        dataset.title,
        dataset.get_absolute_url(),
        dataset.summary,
        listing.who_publishes(dataset),
        why_of(answer),
    )


def _of_elsewhere(dataset: Any, answer: Answer) -> Line:
    (line,) = elsewhere.lines([dataset])
    who = " · ".join(filter(None, (line.publisher, line.source)))
    return Line(line.title, line.url, line.summary, who, why_of(answer))


def _of_standard(answer: Answer) -> Line:
    standard = standard_named(answer.document.key)
    if standard is None:
        raise LookupError(answer.document.key)
    url = reverse("catalogue:standard", args=(standard.slug,))
    return Line(standard.title, url, standard.holds, "", why_of(answer))


def _gap(missing: Any, answer: Answer) -> Line:
    return Line(missing.title, missing.get_absolute_url(), missing.why[:200], "", why_of(answer))


def why_of(answer: Answer) -> str:
    """The words that speak for an answer, in a sentence."""
    told = [
        _("« %(word)s »") % {"word": why.found}
        if why.is_same
        else _("« %(found)s » pour « %(asked)s »") % {"found": why.found, "asked": why.asked}
        for why in answer.why[:4]
    ]
    return ", ".join(dict.fromkeys(told))


def _silent(asked: Asked, answers: Sequence[Answer]) -> list[str]:
    """Words of the question that no answer speaks of: what is missing, said with the person's own words."""
    told = {word for answer in answers for why in answer.why for word in why.asked.split()}
    words = [one.words for one in asked.concepts if not one.is_asking and " " not in one.words]
    return [word for word in words if word not in told][:6]


def standards_as_documents() -> list[Document]:
    """Every standard we know, as something that may answer a question."""
    return [Document(one.name, one.title, _told(one)) for one in standards()]


def _told(standard: Standard) -> str:
    return f"{standard.holds} {standard.name.partition('/')[2]}"


@cache
def standards_ground() -> Ground:
    """The standards, read once: they only change with the program."""
    return Ground(standards_as_documents(), search.stems)
