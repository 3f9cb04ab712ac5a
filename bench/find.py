"""From a question in plain words to data: how often the right standard is among the first five.

    python bench/find.py [--misses]

Peers, over the same titles and texts: SQLite's full-text search (FTS5, BM25, accents folded, any of the words),
the same fed with our French stems, and ours with synonyms. Questions: bench/find/questions.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings_test")

import django

django.setup()

from terreau.catalogue.finding import Ground, shipped, understand
from terreau.catalogue.finding.ranking import ENOUGH
from terreau.catalogue.queries.finding import standards_as_documents
from terreau.foundation.search import stems
from terreau.foundation.search.french import words

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = Path(__file__).parent / "find/questions.json"
FIRST = 5


def main() -> None:
    """Print the recall of each peer, on questions that were tuned on and on those held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--misses", action="store_true", help="list what is not found (held-out questions aside)"
    )
    asked = parser.parse_args()
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    documents = standards_as_documents()
    ground, synonyms = Ground(documents, stems), shipped(stems)

    def ours(question: str) -> list[str]:
        return [one.document.key for one in ground.answers(understand(question, stems, synonyms), FIRST)]

    def missing(question: str) -> bool:
        found = ground.answers(understand(question, stems, synonyms), 1)
        return not found or found[0].covers < ENOUGH

    plain = [(one.key, f"{one.title} {one.body}") for one in documents]
    peers: dict[str, Callable[[str], list[str]]] = {
        "full text, official titles only": _fts(
            [(one.key, one.title) for one in documents], lambda said: [word.shown for word in words(said)]
        ),
        "full text (SQLite FTS5)": _fts(plain, lambda said: [word.shown for word in words(said)]),
        "full text with French stems": _fts(
            [(key, stems(text)) for key, text in plain], lambda said: stems(said).split()
        ),
        "Terreau": ours,
    }
    print(f"{len(questions)} questions, {len(documents)} standards; recall at {FIRST}")
    print(f"{'':32}{'all':>8}{'tuned':>8}{'held out':>10}{'ms':>8}")
    for name, peer in peers.items():
        began = time.perf_counter()
        found = [(one, peer(one["question"])) for one in questions]
        spent = (time.perf_counter() - began) / len(questions) * 1000
        groups = [
            found,
            [one for one in found if not one[0]["held_out"]],
            [one for one in found if one[0]["held_out"]],
        ]
        print(
            f"{name:32}"
            + "".join(
                f"{_recall(group):>{width}.0%}" for group, width in zip(groups, (8, 8, 10), strict=True)
            )
            + f"{spent:>8.1f}"
        )
    for label, expected in (
        ("nothing answers, and it is said", False),
        ("something answers, and it is said missing", True),
    ):
        group = [one for one in questions if bool(one["expected"]) == expected]
        print(f"{label}: {sum(missing(one['question']) for one in group)} of {len(group)}")
    if asked.misses:
        _misses([one for one in questions if not one["held_out"]], ours, missing)


def _recall(found: list[tuple[dict[str, Any], list[str]]]) -> float:
    """Share of expected standards among the first five, averaged over the questions that expect one."""
    shares = [
        len(set(said["expected"]) & set(keys)) / min(FIRST, len(said["expected"]))
        for said, keys in found
        if said["expected"]
    ]
    return sum(shares) / len(shares)


def _misses(
    questions: list[dict[str, Any]], ours: Callable[[str], list[str]], missing: Callable[[str], bool]
) -> None:
    for one in questions:
        keys = ours(one["question"])
        lost = [key for key in one["expected"] if key not in keys]
        if lost or missing(one["question"]) == bool(one["expected"]):
            print(
                f"- {one['question']}\n    wanted {lost}\n    found  {keys}{' (said missing)' if missing(one['question']) else ''}",
                file=sys.stderr,
            )


def _fts(rows: list[tuple[str, str]], split: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE docs USING fts5(key UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
    )
    database.executemany("INSERT INTO docs VALUES (?, ?)", rows)

    def search(question: str) -> list[str]:
        terms = " OR ".join(f'"{word}"' for word in split(question) if word)
        if not terms:
            return []
        return [
            key
            for (key,) in database.execute(
                "SELECT key FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?", (terms, FIRST)
            )
        ]

    return search


if __name__ == "__main__":
    main()
