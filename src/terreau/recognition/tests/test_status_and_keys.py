"""Revoking, suspending, restoring, correcting; keys that change, are stolen or lost."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from terreau.foundation.errors import NotAllowedError
from terreau.participation.errors import ReasonNeededError
from terreau.participation.models import JournalLine
from terreau.people.freshness import SIGNED_IN_AT
from terreau.recognition import actions
from terreau.recognition.actions import Answer, Gift
from terreau.recognition.actions.keeping import signing_key
from terreau.recognition.errors import SealedKeyLostError, StatusUnchangedError
from terreau.recognition.models import Award, IssuerKey, Visibility
from terreau.recognition.openbadges import SigningKey, issue, verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.queries.verifying import examine
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def taken(signer: User, **values: str) -> Award:
    return actions.accept(an_award(a_badge(by=signer), by=signer, **values), Answer())


def verdict(award: Award) -> tuple[str, str | None]:
    told = verify(award.credential, resolver=InstanceResolver(outside=False))
    return told.verdict, told.reason


def test_a_suspension_ends_and_a_revocation_does_not() -> None:
    signer = a_signer()
    award = taken(signer)
    actions.suspend([award], by=signer, reason="On vérifie.")
    assert verdict(award) == ("invalid", "status")
    actions.restore([award], by=signer, reason="Tout est juste.")
    assert verdict(award) == ("valid", None)
    actions.revoke([award], by=signer, reason="Donné par erreur.")
    assert verdict(award) == ("invalid", "status")
    with pytest.raises(StatusUnchangedError):
        actions.restore([award], by=signer, reason="Non.")
    verbs = JournalLine.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["suspend-badge", "restore-badge", "revoke-badge"]


def test_only_the_issuer_changes_a_state_and_says_why() -> None:
    signer = a_signer()
    award = taken(signer)
    for other in (a_person(), a_signer()):
        with pytest.raises(NotAllowedError):
            actions.revoke([award], by=other, reason="Parce que.")
        page = a_browser_of(other).post(f"{award.get_absolute_url()}revoquer/", {"reason": "x"})
        assert page.status_code == 403
    with pytest.raises(ReasonNeededError):
        actions.revoke([award], by=signer, reason="  ")
    assert verdict(award) == ("valid", None)


def test_one_revocation_leaves_the_neighbours_of_the_list_alone() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    first, second = actions.award(badge, [Gift(name="Un"), Gift(name="Deux")], by=signer)
    actions.revoke([first], by=signer, reason="Erreur.")
    assert (verdict(first)[0], verdict(second)[0]) == ("invalid", "valid")


def test_a_correction_gives_the_badge_again_and_each_leads_to_the_other() -> None:
    signer = a_signer()
    award = taken(signer, name="Lea")
    made = actions.accept(
        actions.correct(award, Gift(name="Léa"), by=signer, reason="Nom mal écrit."), Answer()
    )
    assert (verdict(award)[0], verdict(made)[0]) == ("invalid", "valid")
    anyone = a_browser_of(None)
    assert made.get_absolute_url() in anyone.get(award.get_absolute_url()).content.decode()
    assert award.get_absolute_url() in anyone.get(made.get_absolute_url()).content.decode()


def test_a_correction_goes_to_the_same_account_with_the_same_choice() -> None:
    signer, holder = a_signer(), a_person("Léa")
    given = an_award(a_badge(by=signer), by=signer, name="Lea")
    award = actions.accept(given, Answer(Visibility.LISTED, shows_name=True), by=holder)
    browser = a_browser_of(signer)
    said = {"reason": "Nom mal écrit.", "name": "Léa", "email": "autre@exemple.fr"}
    assert browser.post(f"{award.get_absolute_url()}corriger/", {**said, "reason": ""}).status_code == 422
    browser.post(f"{award.get_absolute_url()}corriger/", said)
    made = Award.objects.get(replaces=award)
    assert (made.recipient, made.visibility, made.public_name) == (holder, Visibility.LISTED, "Léa")
    assert verdict(made) == ("valid", None)
    assert a_browser_of(holder).post(f"{made.get_absolute_url()}corriger/", said).status_code == 403


def test_what_a_retired_key_signed_stays_valid_and_lists_are_signed_again() -> None:
    signer = a_signer()
    award = taken(signer)
    before = signing_key(award.issuer).public.multikey()
    actions.renew_key(award.issuer, by=signer)
    assert signing_key(award.issuer).public.multikey() != before
    assert verdict(award) == ("valid", None)
    actions.revoke([award], by=signer, reason="Erreur.")
    assert verdict(award) == ("invalid", "status")


def test_what_a_revoked_key_signed_is_valid_no_more_and_new_badges_are() -> None:
    signer = a_signer()
    award = taken(signer)
    key = IssuerKey.objects.get(issuer=award.issuer)
    answer = a_browser_of(signer).post(f"{award.issuer.get_absolute_url()}cles/{key.pk}/revoquer/")
    assert answer.status_code == 302
    assert verdict(award) == ("invalid", "key")
    assert verdict(an_award(award.version.achievement, by=signer, name="Ali")) == ("valid", None)


def test_secrets_are_kept_sealed_and_taken_away_by_who_answers_only() -> None:
    signer = a_signer()
    issuer = taken(signer).issuer
    secret = actions.export_key(issuer, by=signer)["secretKeyMultibase"]
    assert secret not in IssuerKey.objects.get().sealed
    address = f"{issuer.get_absolute_url()}cles/emporter/"
    taken_away = json.loads(a_browser_of(signer).post(address).content)
    assert SigningKey.from_json(taken_away).public.multikey() == IssuerKey.objects.get().multikey
    assert a_browser_of(a_person()).post(address).status_code == 403
    assert a_browser_of(None).post(address).status_code == 302
    assert secret not in a_browser_of(None).get(f"{issuer.get_absolute_url()}did.json").content.decode()


def test_a_secret_leaves_only_with_who_has_just_signed_in_not_often_and_never_unseen() -> None:
    signer = a_signer()
    issuer = taken(signer).issuer
    browser = a_browser_of(signer)
    session = browser.session
    session[SIGNED_IN_AT] = time.time() - 16 * 60
    session.save()
    key = IssuerKey.objects.get()
    address = f"{issuer.get_absolute_url()}cles/emporter/"
    for door in (address, f"{issuer.get_absolute_url()}cles/{key.pk}/revoquer/"):
        answer = browser.post(door)
        assert answer.status_code == 403
        assert "Me connecter de nouveau" in answer.content.decode()
    assert not JournalLine.objects.filter(verb__endswith="badge-key").exists()
    fresh = a_browser_of(signer)
    assert fresh.get(address).status_code == 200
    assert [fresh.post(address).status_code for _time in range(7)] == [200] * 6 + [429]
    lines = JournalLine.objects.filter(verb="export-badge-key")
    assert [(line.actor, line.title) for line in lines] == [(signer, issuer.said_name)] * 6
    assert "a emporté la clé de signature de" in a_browser_of(None).get("/journal/").content.decode()


def test_the_keys_of_a_person_are_told_without_the_name_they_sign_with() -> None:
    person = a_person("Camille Dupont")
    issuer = a_badge(by=person).issuer
    a_browser_of(person).post(f"{issuer.get_absolute_url()}cles/renouveler/")
    line = JournalLine.objects.get(verb="renew-badge-key")
    assert (line.title, line.actor) == ("ses propres badges", person)


def test_a_lost_sealing_key_is_told_and_a_new_key_is_the_way_out() -> None:
    signer = a_signer()
    award = taken(signer)
    IssuerKey.objects.update(sealed="99.AAAA")
    with pytest.raises(SealedKeyLostError):
        an_award(award.version.achievement, by=signer, name="Ali")
    assert Award.objects.count() == 1, "nothing is half given"
    actions.renew_key(award.issuer, by=signer)
    assert verdict(award) == ("valid", None)
    assert verdict(an_award(award.version.achievement, by=signer, name="Ali")) == ("valid", None)


def test_a_forged_issuer_is_found_out() -> None:
    award = taken(a_signer())
    plain = {name: value for name, value in award.credential.items() if name != "proof"}
    forger = SigningKey.generate(controller=plain["issuer"]["id"])
    report = examine(json.dumps(issue(plain, forger)).encode(), outside=False)
    assert report.verdict == "invalid"


def test_a_definition_signed_by_somebody_else_is_said() -> None:
    award = taken(a_signer())
    forger = SigningKey.generate()
    plain = {
        name: value for name, value in award.credential.items() if name not in {"proof", "credentialStatus"}
    }
    plain["issuer"] = {"id": forger.controller, "type": ["Profile"], "name": "Un autre"}
    plain["credentialSubject"]["achievement"].pop("creator")
    report = examine(json.dumps(issue(plain, forger)).encode(), outside=False)
    assert any("Atelier du Canal" in warning and "Un autre" in warning for warning in report.warnings)
    assert examine(json.dumps(award.credential).encode(), outside=False).warnings == []


def test_badges_given_after_the_instance_moved_are_valid_under_its_new_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signer = a_signer()
    badge = taken(signer).version.achievement
    monkeypatch.setattr(settings, "ADDRESS", "http://127.0.0.1:8765")
    assert verdict(an_award(badge, by=signer, name="Ali")) == ("valid", None)


def test_examples_follow_the_address_of_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    signer = a_signer()
    actions.plant_examples(signer.email)
    example = Award.objects.get(code="exemple-velo")
    assert verdict(example) == ("valid", None)
    monkeypatch.setattr(settings, "ADDRESS", "http://127.0.0.1:8765")
    actions.plant_examples(signer.email)
    example.refresh_from_db()
    assert verdict(example) == ("valid", None)
    assert Award.objects.count() == 1


def test_where_there_is_https_the_issuer_is_a_did_web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECURE", True)
    monkeypatch.setattr(settings, "ADDRESS", "https://communs.exemple.fr:8443")
    award = taken(a_signer())
    slug = award.issuer.slug
    assert award.credential["issuer"]["id"] == f"did:web:communs.exemple.fr%3A8443:badges:emetteurs:{slug}"
    assert verdict(award) == ("valid", None)
