"""Two at once: one last badge, one place a badge, one answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from terreau.people.tests.test_at_once import at_once
from terreau.recognition import actions
from terreau.recognition.actions import Answer, Gift
from terreau.recognition.errors import AlreadyAnsweredError, AlreadyClaimedError, PosterFullError
from terreau.recognition.models import Award, BatchLine, Poster, Standing, StatusRegister
from terreau.recognition.openbadges import verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.tests.people import a_badge, a_person, a_signer, an_award

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_badge_of_a_poster_goes_to_one_of_two_who_take_it_together() -> None:
    signer = a_signer()
    ends = timezone.now() + dt.timedelta(days=1)
    poster, _code = actions.put_up(a_badge(by=signer), by=signer, occasion="Atelier", ends_at=ends, places=1)
    ended = at_once(*[lambda: actions.take(poster, Answer())] * 2)
    assert [type(error) for error in ended if error] == [PosterFullError]
    assert (Award.objects.count(), Poster.objects.get().taken) == (1, 1)


def test_one_code_used_by_two_accounts_together_gives_the_badge_to_one() -> None:
    award, one, other = an_award(name="Léa"), a_person(), a_person()
    ended = at_once(
        lambda: actions.accept(award, Answer(), by=one), lambda: actions.accept(award, Answer(), by=other)
    )
    assert [type(error) for error in ended if error] == [AlreadyClaimedError]
    assert Award.objects.get().recipient in {one, other}


def test_a_badge_taken_and_refused_together_is_one_or_the_other() -> None:
    award = an_award(name="Léa")
    ended = at_once(lambda: actions.accept(award, Answer()), lambda: actions.refuse(award))
    assert [type(error) for error in ended if error] == [AlreadyAnsweredError]
    kept = Award.objects.get()
    assert (kept.standing == Standing.REFUSED) is (kept.credential == {})


def test_badges_given_and_revoked_together_each_have_their_place() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    first = an_award(badge, by=signer, name="Un")
    at_once(
        lambda: actions.award(badge, [Gift(name="Deux"), Gift(name="Trois")], by=signer),
        lambda: actions.award(badge, [Gift(name="Quatre")], by=signer),
        lambda: actions.revoke([first], by=signer, reason="Erreur."),
    )
    assert sorted(Award.objects.values_list("index", flat=True)) == [0, 1, 2, 3]
    assert StatusRegister.objects.get().next_index == 4
    verdicts = {
        award.recipient_name: verify(award.credential, resolver=InstanceResolver(outside=False)).verdict
        for award in Award.objects.all()
    }
    assert verdicts == {"Un": "invalid", "Deux": "valid", "Trois": "valid", "Quatre": "valid"}


def test_a_list_confirmed_twice_together_gives_each_badge_once() -> None:
    signer = a_signer()
    lines = [BatchLine(number=n, name=f"P{n}") for n in range(4)]
    batch = actions.keep_batch(a_badge(by=signer), lines, [], "liste.csv", by=signer)
    at_once(*[lambda: actions.confirm_batch(batch.pk, by=signer)] * 2)
    assert sorted(Award.objects.values_list("recipient_name", flat=True)) == ["P0", "P1", "P2", "P3"]
