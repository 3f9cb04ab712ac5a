"""Giving a badge: to whom, by whom, what the signed file says and what it does not."""

from __future__ import annotations

import json

import pytest
from django.core import mail

from terreau.foundation.errors import NotAllowedError
from terreau.participation.models import JournalLine
from terreau.people.models import Role
from terreau.recognition import actions
from terreau.recognition.actions import Gift
from terreau.recognition.errors import AlreadyGivenError, RetiredBadgeError
from terreau.recognition.models import Award, Issuer, Means, Standing
from terreau.recognition.openbadges import verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.tests.people import (
    a_badge,
    a_browser_of,
    a_person,
    a_signer,
    an_award,
    an_organisation,
    code_of,
)

pytestmark = pytest.mark.django_db


def test_the_address_of_the_person_is_in_no_signed_file_and_its_fingerprint_proves_it() -> None:
    award = an_award(email="Camille@Exemple.fr")
    assert "camille" not in json.dumps(award.credential).lower()
    resolver = InstanceResolver(outside=False)
    assert verify(award.credential, resolver=resolver, recipient="camille@exemple.fr").verdict == "valid"
    wrong = verify(award.credential, resolver=resolver, recipient="autre@exemple.fr")
    assert (wrong.verdict, wrong.reason) == ("invalid", "recipient")


def test_a_badge_given_on_paper_is_proven_by_the_code_of_its_sheet() -> None:
    award = an_award(name="Léa")
    assert award.means == Means.PAPER
    told = verify(award.credential, resolver=InstanceResolver(outside=False), recipient=code_of(award))
    assert told.verdict == "valid"


def test_a_signed_file_says_who_for_what_on_which_criteria_and_with_what_evidence() -> None:
    signer = a_signer()
    badge = a_badge(
        by=signer,
        months=12,
        alignments=({"name": "2.3", "url": "https://ex.fr/2.3", "framework": "DigComp"},),
    )
    link = {"kind": "link", "name": "Photo", "url": "https://exemple.fr/photo"}
    said = an_award(badge, by=signer, email="a@b.fr", narrative="Trois vélos.", evidence=(link,)).credential
    achievement = said["credentialSubject"]["achievement"]
    assert said["issuer"]["name"] == badge.issuer.said_name
    assert achievement["criteria"]["narrative"].startswith("Avoir réparé")
    assert achievement["alignment"][0]["targetFramework"] == "DigComp"
    assert [one.get("narrative") or one["id"] for one in said["evidence"]] == ["Trois vélos.", link["url"]]
    assert said["validUntil"] > said["validFrom"]


def test_only_those_who_answer_for_the_organisation_and_its_mediators_give_its_badges() -> None:
    organisation = an_organisation(verified=True)
    badge = a_badge(by=a_signer(organisation))
    actions.award(badge, [Gift(name="Ali")], by=a_signer(organisation, Role.MEDIATOR))
    for other in (a_signer(organisation, Role.MEMBER), a_signer(), a_person()):
        with pytest.raises(NotAllowedError):
            actions.award(badge, [Gift(name="Ali")], by=other)
        page = a_browser_of(other).post(
            f"{badge.get_absolute_url()}attribuer/", {"how": "paper", "name": "Ali"}
        )
        assert page.status_code == 403
    assert Award.objects.count() == 1


def test_anyone_gives_their_own_badges_to_themselves_too() -> None:
    person = a_person("Camille")
    badge = actions.define(a_badge_definition(), by=person, signing_name="Camille")
    award = actions.award(badge, [Gift(name="Camille", recipient=person, means=Means.SELF)], by=person)[0]
    assert (award.standing, award.recipient) == (Standing.ACCEPTED, person)
    assert verify(award.credential, resolver=InstanceResolver(outside=False)).verdict == "valid"
    assert Issuer.objects.get(person=person).said_name == "Camille"


def a_badge_definition() -> actions.Definition:
    return actions.Definition("Tricote", "Sait tricoter.", "Un pull fini.")


def test_an_address_has_a_badge_once_unless_it_refused_it() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    first = an_award(badge, by=signer, email="a@b.fr")
    with pytest.raises(AlreadyGivenError):
        an_award(badge, by=signer, email="A@b.fr")
    page = a_browser_of(signer).post(
        f"{badge.get_absolute_url()}attribuer/", {"how": "email", "email": "a@b.fr"}
    )
    assert page.status_code == 422
    assert "déjà été donné" in page.content.decode()
    actions.refuse(first)
    assert an_award(badge, by=signer, email="a@b.fr").standing == Standing.OFFERED


def test_a_badge_given_no_more_is_given_no_more() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    actions.retire(badge, by=signer, reason="Remplacé par un autre.")
    with pytest.raises(RetiredBadgeError):
        an_award(badge, by=signer)
    assert "Remplacé par un autre." in a_browser_of(None).get(badge.get_absolute_url()).content.decode()


def test_giving_many_is_all_or_none_and_leaves_one_line_in_the_journal() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    an_award(badge, by=signer, email="deja@exemple.fr")
    before = JournalLine.objects.count()
    with pytest.raises(AlreadyGivenError):
        actions.award(badge, [Gift(email="x@y.fr"), Gift(email="deja@exemple.fr")], by=signer)
    assert (Award.objects.count(), JournalLine.objects.count()) == (1, before)
    actions.award(badge, [Gift(email="x@y.fr"), Gift(email="z@y.fr")], by=signer)
    assert JournalLine.objects.count() == before + 1
    line = JournalLine.objects.latest("number")
    assert (line.verb, line.title) == ("award-badge", badge.name)
    assert "y.fr" not in f"{line.title}{line.reason}"
    places = Award.objects.order_by("pk").values_list("index", flat=True)
    assert list(places) == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_person_is_written_to_once() -> None:
    from terreau.recognition.actions.letters import tell

    award = an_award(email="lea@exemple.fr")
    assert tell(award.pk) is False
    assert [message.to for message in mail.outbox] == [["lea@exemple.fr"]]


def test_a_need_is_evidence() -> None:
    from terreau.needs.tests.builders import a_need

    signer, need = a_signer(), a_need("Un abri pour les vélos")
    badge = a_badge(by=signer)
    browser = a_browser_of(signer)
    browser.post(f"{badge.get_absolute_url()}attribuer/", {"how": "paper", "name": "Léa", "need": need.pk})
    award = Award.objects.get()
    assert award.evidence[0]["url"].endswith(need.get_absolute_url())
    assert "Un abri pour les vélos" in json.dumps(award.credential, ensure_ascii=False)
    unknown = browser.post(
        f"{badge.get_absolute_url()}attribuer/", {"how": "paper", "name": "Al", "need": 999}
    )
    assert "Aucun besoin ne porte ce numéro" in unknown.content.decode()
