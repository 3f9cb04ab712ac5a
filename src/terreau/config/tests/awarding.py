"""Give a badge to a table of people, in a process of its own: `python -m … stop|whole CSV`.

With "stop" it comes to the middle of its second piece, everything written and nothing committed, says so and
waits there to be killed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User
    from terreau.recognition.models import Achievement

MIDDLE = "in the middle of the second piece"
PIECE = 40


def award(table: Path, *, stops: bool) -> None:
    """Send the table as its page does, confirm it, and do what the worker does."""
    folder_of_the_instance()
    start_django()
    from terreau.config.first_people import MEDIATOR
    from terreau.needs.batches import read
    from terreau.people.models import User
    from terreau.recognition.actions import batches
    from terreau.recognition.forms.batch import LIMITS, NAMES, review

    batches.PIECE = batches.AT_ONCE = PIECE  # a short table is quicker, and shows the same
    signer = User.objects.get(email=MEDIATOR)
    badge = the_badge(signer)
    reading = review(read(table.read_bytes(), NAMES, limits=LIMITS), badge)
    batch = batches.keep_batch(badge, reading.lines, reading.faults, table.name, by=signer)
    if stops:
        stop_at_the_second_piece()
    batches.confirm_batch(batch.pk, by=signer)
    batches.run_batch(batch.pk)


def the_badge(signer: User) -> Achievement:
    """The badge that is given, defined the first time."""
    from terreau.people.models import Organisation
    from terreau.recognition.actions import Definition, define
    from terreau.recognition.models import Achievement

    said = Definition("Répare les vélos", "Sait réparer.", "Trois vélos réparés.")
    known = Achievement.objects.filter(name=said.name).first()
    organisation = Organisation.objects.get(belongings__user=signer)
    return known or define(said, by=signer, organisation=organisation)


def stop_at_the_second_piece() -> None:
    """`announce` is the last thing that `give` does, inside the transaction of a piece."""
    from terreau.recognition.actions import awarding

    pieces = []

    def announced(awards: Sequence[int]) -> None:
        pieces.append(awards)
        if len(pieces) > 1:
            sys.stderr.write(f"{MIDDLE}\n")
            sys.stderr.flush()
            sys.stdin.read()  # until it is killed

    awarding.announce = announced  # type: ignore[attr-defined]


if __name__ == "__main__":
    award(Path(sys.argv[2]), stops=sys.argv[1] == "stop")
