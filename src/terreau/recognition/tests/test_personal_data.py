"""What is kept about people goes when they go, and with time."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from terreau.foundation.slots import personal_data
from terreau.recognition import actions
from terreau.recognition.actions import Answer, Definition, Gift
from terreau.recognition.models import Award, AwardBatch, BatchLine, IssuerKey, Visibility
from terreau.recognition.openbadges import verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award

pytestmark = pytest.mark.django_db


def test_a_person_takes_away_everything_held_about_them_their_badges_whole() -> None:
    person = a_person("Léa")
    award = actions.accept(an_award(name="Léa"), Answer(), by=person)
    told = next(one for one in personal_data.ask(person.pk) if one.key == "recognition")
    assert award.credential["id"] in json.dumps(told.data)


def test_an_account_that_goes_leaves_no_name_and_its_files_stay_true() -> None:
    person, signer = a_person("Léa"), a_signer()
    given = an_award(a_badge(by=signer), by=signer, name="Léa", narrative="Chez Léa.")
    award = actions.accept(given, Answer(Visibility.LISTED, shows_name=True), by=person)
    file = award.credential
    actions.forget(person.pk)
    kept = Award.objects.get()
    assert (kept.recipient, kept.recipient_name, kept.narrative, kept.credential) == (None, "", "", {})
    assert a_browser_of(None).get(award.get_absolute_url()).status_code == 404
    assert "Léa" not in a_browser_of(None).get("/badges/").content.decode()
    assert verify(file, resolver=InstanceResolver(outside=False)).verdict == "valid"


def test_a_person_who_signed_goes_with_their_secret_and_what_they_gave_stays_true() -> None:
    person = a_person("Camille")
    badge = actions.define(
        Definition("Tricote", "Sait tricoter.", "Un pull."), by=person, signing_name="Camille"
    )
    award = actions.accept(actions.award(badge, [Gift(name="Ali")], by=person)[0], Answer())
    actions.forget(person.pk)
    assert IssuerKey.objects.get().sealed == ""
    assert verify(award.credential, resolver=InstanceResolver(outside=False)).verdict == "valid"
    assert "n’est plus donné" in a_browser_of(None).get(badge.get_absolute_url()).content.decode()


def test_an_offer_nobody_answers_loses_name_and_address_with_time() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    old, young = (an_award(badge, by=signer, email=f"{n}@exemple.fr", name="Léa") for n in ("a", "b"))
    Award.objects.filter(pk=old.pk).update(given_at=timezone.now() - timedelta(days=366))
    assert actions.sweep()["offers"] == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.email, old.recipient_name, old.credential) == ("", "", {})
    assert (young.email, young.recipient_name) == ("b@exemple.fr", "Léa")
    assert actions.sweep()["offers"] == 0


def test_a_list_nobody_confirms_goes_with_its_lines() -> None:
    signer = a_signer()
    batch = actions.keep_batch(a_badge(by=signer), [BatchLine(number=2, name="Ali")], [], "x.csv", by=signer)
    AwardBatch.objects.filter(pk=batch.pk).update(sent_at=timezone.now() - timedelta(days=3))
    actions.sweep()
    assert (AwardBatch.objects.count(), BatchLine.objects.count()) == (0, 0)


def test_deleting_an_account_says_what_becomes_of_badges() -> None:
    page = a_browser_of(a_person()).get("/mon-espace/supprimer/").content.decode()
    assert "emportez d’abord leurs fichiers" in page
