"""The archive of a large commons that was prepared, while it may be given."""

from __future__ import annotations

from django.db.models import Q

from terreau.commons.models import Commons, Prepared
from terreau.participation.models import Case, JournalLine

#: What leaves a commons without being hidden, and may be in an archive made before.
_TAKEN_OFF = ("remove-file", "remove-name")


def prepared_of(commons: Commons) -> Prepared | None:
    """What is being prepared or stands ready; None when there is nothing, or nothing that may be given.

    What was hidden anywhere since an archive was made may be inside it: it is not given any more.
    """
    one = Prepared.objects.filter(commons=commons).first()
    return None if one is None or is_stale(one) else one


def is_stale(one: Prepared) -> bool:
    """Whether something was hidden, held to be read first, or taken off since. Two SQL queries at most."""
    if one.made_at is None or one.state != Prepared.State.READY:
        return False
    since = Q(decided_at__gte=one.made_at) | Q(opened_at__gte=one.made_at)
    if Case.objects.filter(since, state__in=("held", "hidden")).exists():
        return True
    lines = JournalLine.objects.filter(kind="commons.commons", thing=str(one.commons_id))
    return lines.filter(verb__in=_TAKEN_OFF, at__gte=one.made_at).exists()
