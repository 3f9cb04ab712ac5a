"""What becomes of badges when an account goes, and what the clock takes away."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from terreau.recognition.actions.batches import KEPT_DAYS
from terreau.recognition.models import (
    Achievement,
    Award,
    AwardBatch,
    Brought,
    Issuer,
    Plea,
    PleaState,
    Poster,
    Standing,
    Version,
    Visibility,
)

#: An offer nobody answers: the name and the address of the person are forgotten after so long.
OFFER_DAYS = 365
#: A plea that was answered.
PLEA_DAYS = 365


@transaction.atomic
def forget(user_pk: int) -> None:
    """Take a person out of what they gave and received; their own badges stay with who has their file.

    What they received is shown no more here, but still verifies. As an issuer they keep no name on our pages;
    their public keys stay, so that the badges they gave remain true.
    """
    shown = Achievement.objects.filter(versions__awards__recipient_id=user_pk)
    Achievement.objects.filter(pk__in=list(shown.values_list("pk", flat=True))).update(
        touched_at=timezone.now()
    )
    Award.objects.filter(recipient_id=user_pk).update(
        recipient=None,
        recipient_name="",
        shows_name=False,
        visibility=Visibility.PRIVATE,
        narrative="",
        evidence=[],
        email_seal="",
        claim_digest=None,
        credential={},
    )
    Award.objects.filter(given_by_id=user_pk).update(given_by=None)
    Achievement.objects.filter(defined_by_id=user_pk).update(defined_by=None)
    Version.objects.filter(made_by_id=user_pk).update(made_by=None)
    Poster.objects.filter(made_by_id=user_pk).update(made_by=None, ends_at=timezone.now())
    Plea.objects.filter(decided_by_id=user_pk).update(decided_by=None)
    Plea.objects.filter(user_id=user_pk).delete()
    AwardBatch.objects.filter(user_id=user_pk).delete()
    Brought.objects.filter(brought_by_id=user_pk).update(brought_by=None)
    issuer = Issuer.objects.filter(person_id=user_pk).first()
    if issuer is not None:
        Brought.objects.filter(issuer=issuer).delete()
        issuer.keys.update(sealed="", retired_at=timezone.now())
        issuer.achievements.filter(retired_at=None).update(retired_at=timezone.now())
        Issuer.objects.filter(pk=issuer.pk).update(person=None, name="")


@transaction.atomic
def sweep() -> dict[str, int]:
    """Erase what is past its time; answers how many of each went."""
    now = timezone.now()
    offers = Award.objects.filter(
        ~Q(email="", recipient_name=""),
        standing=Standing.OFFERED,
        given_at__lt=now - timedelta(days=OFFER_DAYS),
    ).update(email="", email_seal="", recipient_name="", narrative="", evidence=[], credential={})
    done = Q(confirmed_at=None) | Q(ended_at__isnull=False)
    batches, _ = AwardBatch.objects.filter(done, sent_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    old = Plea.objects.exclude(state=PleaState.OPEN).filter(decided_at__lt=now - timedelta(days=PLEA_DAYS))
    pleas, _ = old.delete()
    return {"offers": offers, "lists": batches, "pleas": pleas}
