"""`terreau maintenance on|off|status`: a readable page for everyone while the person who hosts is at work."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse

LONGEST = 300  # characters of a reason


class NotAMomentError(TerreauError):
    code = "not-a-moment"
    message = "« {value} » n’est pas un moment à venir."
    remedy = "Écrivez 18:30, ou 2026-11-23T18:30."


class TooLongAReasonError(TerreauError):
    code = "reason-too-long"
    message = "La raison dépasse {limit} signes."
    remedy = "Dites-la en une phrase."


def run(arguments: argparse.Namespace) -> int:
    """Close, open again, or say how it is; 0 in every case."""
    folder_of_the_instance()
    start_django()
    from django.conf import settings

    from terreau.config import closed

    data = Path(settings.DATA)
    if arguments.what == "on":
        why = " ".join((arguments.why or "").split())
        if len(why) > LONGEST:
            raise TooLongAReasonError(limit=LONGEST)
        closed.close(data, closed.Notice(_moment(arguments.until) if arguments.until else "", why))
    elif arguments.what == "off":
        closed.reopen(data)
    said = closed.notice(data)
    if said is None:
        terminal.say("Le service est ouvert.")
    else:
        until = f" jusqu’au {said.end:%d/%m/%Y à %H:%M}" if said.end else ""
        terminal.say(f"Le service est fermé pour entretien{until}. Rouvrir : terreau maintenance off")
    return 0


def _moment(value: str) -> str:
    """A moment to come, on the clock of the territory: an hour of today or tomorrow, or a day and an hour."""
    from django.utils import timezone

    now = timezone.localtime()
    try:
        if "T" in value or " " in value:
            moment = datetime.fromisoformat(value)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        else:
            hour = datetime.strptime(value, "%H:%M")  # noqa: DTZ007 - an hour alone has no zone
            moment = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
            moment += timedelta(days=1) if moment <= now else timedelta(0)
    except ValueError as error:
        raise NotAMomentError(value=value) from error
    if moment <= now:
        raise NotAMomentError(value=value)
    return moment.isoformat(timespec="minutes")
