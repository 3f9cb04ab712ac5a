"""What an issuer gave comes along to another instance: signed files unchanged, keys confirmed or not."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.foundation.outgoing import Client as Outgoing
from terreau.foundation.outgoing import ForbiddenAddressError
from terreau.participation.models import JournalLine
from terreau.participation.tests.builders import a_hidden
from terreau.people.models import Role
from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.actions.keeping import signing_key
from terreau.recognition.models import Achievement, Brought, BroughtAward, IssuerKey, Visibility
from terreau.recognition.openbadges import DEFAULT_CAPS, SigningKey, issue, unbake_png
from terreau.recognition.queries import documents
from terreau.recognition.queries.verifying import examine
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import User
    from terreau.recognition.models import Award

pytestmark = pytest.mark.django_db
ORIGIN = "https://origine.exemple.fr"


class Answered:
    """An answer of the origin."""

    def __init__(self, told: object) -> None:
        self.is_success, self.content = True, json.dumps(told).encode()


@pytest.fixture
def origin(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the instance of origin answers, by address: nothing until something is put there."""
    there: dict[str, Any] = {}

    def get(_self: object, url: str, _headers: object = None) -> Answered:
        if url not in there:
            raise ForbiddenAddressError(host="origine.exemple.fr")
        return Answered(there[url])

    monkeypatch.setattr(Outgoing, "get", get)
    return there


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The archive, with its key, of an issuer: badges listed, by link, private, revoked, suspended."""
    with monkeypatch.context() as there:
        there.setattr(settings, "ADDRESS", ORIGIN)
        there.setattr(settings, "SECURE", True)
        signer = a_signer()
        badge = a_badge(by=signer)
        given = {
            name: an_award(badge, by=signer, name=name) for name in ("Un", "Deux", "Trois", "Quatre", "Cinq")
        }
        for name, shown in zip(given, ("listed", "link", "private", "listed", "listed"), strict=True):
            actions.accept(given[name], Answer(Visibility(shown), shows_name=True))
        actions.renew_key(badge.issuer, by=signer)
        actions.revoke([given["Quatre"]], by=signer, reason="Erreur.")
        actions.suspend([given["Cinq"]], by=signer, reason="Le temps de voir.")
        browser = a_browser_of(signer)
        address = f"{badge.issuer.get_absolute_url()}cles/emporter/"
        raw = browser.post(address, {"quoi": "tout"}).getvalue()
        told: dict[str, Any] = json.loads(raw)
        IssuerKey.objects.all().delete()  # the other instance is elsewhere
    return told


def bring(archive: dict[str, Any], person: User, step: str = "apporter", voice: str = "") -> Any:
    belonging = person.belongings.first()
    voice = voice or (f"org-{belonging.organisation_id}" if belonging else "me")
    file = SimpleUploadedFile("emetteur.json", json.dumps(archive).encode())
    return a_browser_of(person).post("/badges/importer/", {"file": file, "voice": voice, "etape": step})


def keys_of(archive: dict[str, Any]) -> dict[str, Any]:
    slug = archive["issuer"]["id"].rsplit(":", 1)[1]
    return {f"{ORIGIN}/badges/emetteurs/{slug}/did.json": archive["keys"]}


def test_what_was_given_comes_with_its_file_unchanged_and_says_where_from(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    signer = a_signer()
    assert bring(archive, signer).status_code == 302
    kept = list(BroughtAward.objects.order_by("pk"))
    assert [one.credential for one in kept] == [one["credential"] for one in archive["awards"]]
    assert [(one.revoked, one.suspended) for one in kept[3:]] == [(True, False), (False, True)]
    assert all(one.achievement and one.achievement.issuer.organisation for one in kept)
    page = a_browser_of(None).get(kept[0].get_absolute_url()).content.decode()
    assert "venu de origine.exemple.fr" in page
    assert archive["awards"][0]["credential"]["id"] in page
    assert "publiait bien cette clé" in page
    line = JournalLine.objects.filter(verb="bring-badges").get()
    assert line.actor == signer


def test_brought_again_adds_nothing_and_learns_what_was_revoked_since(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    signer = a_signer()
    bring(archive, signer)
    older = {**archive, "exported_at": "2020-01-01T00:00:00+00:00", "status_lists": []}
    for again in (archive, older):
        assert bring(again, signer).status_code == 302
    assert (Brought.objects.count(), BroughtAward.objects.count()) == (1, 5)
    assert BroughtAward.objects.filter(suspended=True).count() == 1, "an older archive changes nothing"
    assert Achievement.objects.filter(issuer__organisation=signer.belongings.get().organisation).count() == 1


def test_looking_first_tells_all_and_leaves_nothing(archive: dict[str, Any], origin: dict[str, Any]) -> None:
    origin.update(keys_of(archive))
    signer, before = a_signer(), Achievement.objects.count()
    forged = json.loads(json.dumps(archive["awards"][0]))
    forged["credential"]["credentialSubject"]["achievement"]["name"] = "Dirige la banque"
    archive["awards"].append(forged)
    answer = bring(archive, signer, "voir")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "nouvelles\u00a0: 1\u202f; déjà là\u00a0: 0" in page
    assert "nouveaux\u00a0: 5\u202f; déjà là\u00a0: 0\u202f; refusés\u00a0: 1" in page
    assert "origine.exemple.fr publie bien ces clés" in page
    assert "Elle signe ici désormais." in page
    left = Brought.objects.count(), BroughtAward.objects.count(), Achievement.objects.count()
    assert left == (0, 0, before)
    assert not JournalLine.objects.filter(verb="bring-badges").exists()
    told = bring(archive, signer)
    assert "La signature" in told.content.decode(), "what was refused is told after bringing too"
    assert BroughtAward.objects.count() == 5


def test_brought_badges_verify_though_their_instance_is_gone(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    bring(archive, a_signer())
    origin.clear()
    verdicts = []
    for one in BroughtAward.objects.order_by("pk"):
        report = examine(json.dumps(one.credential).encode())
        verdicts.append(report.verdict)
        assert "ne répond pas" in report.warnings[0]
        assert "Ce qui a été révoqué depuis" in report.warnings[0]
    assert verdicts == ["valid", "valid", "valid", "invalid", "invalid"]
    page = a_browser_of(None).get(f"{BroughtAward.objects.order_by('pk')[0].get_absolute_url()}verification/")
    assert "Ce badge est valable" in page.content.decode()


def test_the_origin_is_asked_first_when_it_answers(archive: dict[str, Any], origin: dict[str, Any]) -> None:
    origin.update(keys_of(archive))
    bring(archive, a_signer())
    credential = archive["awards"][0]["credential"]
    lists = {one["id"]: one for one in archive["status_lists"]}
    origin.update(lists)
    assert examine(json.dumps(credential).encode()).warnings == []
    stranger = SigningKey.generate(controller=credential["issuer"]["id"])
    origin.update(
        {
            next(iter(keys_of(archive))): {
                "id": credential["issuer"]["id"],
                "assertionMethod": [stranger.public_document()],
            }
        }
    )
    assert examine(json.dumps(credential).encode()).verdict == "invalid"


def test_an_archive_written_in_the_name_of_somebody_else_makes_nothing_of_theirs_valid(
    archive: dict[str, Any], origin: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack: an archive of an issuer that never was, whose forged key would then be believed."""
    victim = "did:web:origine.exemple.fr:badges:emetteurs:mairie"
    forger = SigningKey.generate(controller=victim)
    monkeypatch.setattr(documents, "key_document", None)
    plain = {
        k: v for k, v in archive["awards"][0]["credential"].items() if k not in {"proof", "credentialStatus"}
    }
    plain["issuer"] = {"id": victim, "type": ["Profile"], "name": "La mairie"}
    made = {
        "format": archive["format"],
        "exported_at": archive["exported_at"],
        "issuer": plain["issuer"],
        "keys": {
            "id": victim,
            "verificationMethod": [forger.public_document()],
            "assertionMethod": [forger.method],
        },
        "badges": [],
        "awards": [{"credential": issue(plain, forger), "standing": "accepted", "visibility": "listed"}],
    }
    bring(made, a_person("Camille"))
    one = BroughtAward.objects.get()
    assert one.brought.confirmed_at is None
    page = a_browser_of(None).get(one.get_absolute_url()).content.decode()
    assert "n’a pas pu confirmer la clé" in page
    told = a_browser_of(None).get(f"{one.get_absolute_url()}verification/").content.decode()
    assert "n’a jamais confirmé les clés" in told
    assert examine(json.dumps(one.credential).encode()).verdict == "unknown", "and nowhere else at all"
    slug_address = f"{ORIGIN}/badges/emetteurs/mairie/did.json"
    origin[slug_address] = {"id": victim, "assertionMethod": []}
    refused = bring(made, a_person("Dominique"))
    assert refused.status_code == 422
    assert "ne sont pas celles que publie" in refused.content.decode()


def test_a_key_slipped_into_an_archive_beside_true_ones_is_not_kept(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    issuer = archive["issuer"]["id"]
    forger = SigningKey.generate(controller=issuer)
    true = archive["keys"]
    archive["keys"] = {**true, "assertionMethod": [*true["assertionMethod"], forger.public_document()]}
    plain = {
        name: value
        for name, value in archive["awards"][0]["credential"].items()
        if name not in {"proof", "credentialStatus"}
    }
    forged = issue({**plain, "id": f"{ORIGIN}/badges/obtenus/faux/"}, forger)
    archive["awards"].append({"credential": forged, "standing": "accepted", "visibility": "listed"})
    told = bring(archive, a_signer()).content.decode()
    assert "refusés\u00a0: 1" in told
    origin.clear()
    assert examine(json.dumps(forged).encode()).verdict == "invalid"


def test_the_secret_key_signs_here_when_it_was_exported_for_that(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    signer = a_signer()
    bring(archive, signer)
    issuer = Brought.objects.get().issuer
    public = SigningKey.from_json(archive["secret_key"]).public.multikey()
    assert signing_key(issuer).public.multikey() == public
    assert archive["secret_key"]["secretKeyMultibase"] not in IssuerKey.objects.get(multikey=public).sealed
    badge = issuer.achievements.get()
    report = examine(json.dumps(an_award(badge, by=signer, name="Ali").credential).encode(), outside=False)
    assert report.verdict == "valid"
    page = a_browser_of(signer).get(f"{issuer.get_absolute_url()}cles/").content.decode()
    assert "Clés sur origine.exemple.fr" in page
    assert "secret_key" not in json.dumps(Brought.objects.get().documents)


def test_a_secret_key_is_brought_by_who_answers_for_the_issuer_and_once(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    assert (
        "il faut répondre de l’organisation"
        in bring(archive, a_signer(role=Role.MEDIATOR), "voir").content.decode()
    )
    bring(archive, a_signer())
    assert "un autre émetteur s’en sert" in bring(archive, a_signer(), "voir").content.decode()
    other = {**archive, "secret_key": SigningKey.generate().to_json()}
    assert "pas une clé de cet émetteur" in bring(other, a_signer(), "voir").content.decode()
    bad = {**archive, "secret_key": {"secretKeyMultibase": "zzz"}}
    assert "pas une clé de cet émetteur" in bring(bad, a_signer(), "voir").content.decode()


def unbaked(raw: bytes) -> Any:
    return json.loads(unbake_png(raw, DEFAULT_CAPS) or "")


def reads(browser: Client, one: BroughtAward) -> int:
    return browser.get(one.get_absolute_url()).status_code


def test_what_its_holder_did_not_show_is_read_by_who_signs_only(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    signer = a_signer()
    bring(archive, signer)
    listed, link, private = BroughtAward.objects.order_by("pk")[:3]
    assert [reads(a_browser_of(None), one) for one in (listed, link, private)] == [200, 200, 404]
    assert [reads(a_browser_of(signer), one) for one in (listed, link, private)] == [200, 200, 200]
    issuer = listed.brought.issuer.get_absolute_url()
    page = a_browser_of(None).get(issuer).content.decode()
    assert [one.get_absolute_url() in page for one in (listed, link, private)] == [True, False, False]
    assert private.get_absolute_url() in a_browser_of(signer).get(issuer).content.decode()
    assert a_browser_of(None).get(f"{private.get_absolute_url()}badge.json").status_code == 404


def test_its_files_are_those_that_were_signed(archive: dict[str, Any], origin: dict[str, Any]) -> None:
    origin.update(keys_of(archive))
    bring(archive, a_signer())
    one = BroughtAward.objects.order_by("pk")[0]
    browser, signed = a_browser_of(None), archive["awards"][0]["credential"]
    assert json.loads(browser.get(f"{one.get_absolute_url()}badge.json").content) == signed
    assert unbaked(browser.get(f"{one.get_absolute_url()}badge.png").content) == signed
    assert (
        json.loads(browser.get(one.get_absolute_url(), headers={"Accept": "application/json"}).content)
        == signed
    )
    assert browser.get(f"{one.get_absolute_url()}badge.svg").status_code == 404


def test_a_brought_badge_that_moderation_hides_is_read_nowhere(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    bring(archive, a_signer())
    one = BroughtAward.objects.order_by("pk")[0]
    a_hidden(one)
    assert reads(a_browser_of(None), one) == 410
    page = a_browser_of(None).get(one.brought.issuer.get_absolute_url()).content.decode()
    assert one.get_absolute_url() not in page


def test_the_archive_of_this_very_instance_brings_its_definitions_only() -> None:
    signer = a_signer()
    award: Award = an_award(by=signer, name="Léa")
    raw = a_browser_of(signer).get(f"{award.issuer.get_absolute_url()}tout.json").getvalue()
    page = bring(json.loads(raw), a_person("Camille"), "voir").content.decode()
    assert "Ils sont déjà ici" in page
    assert BroughtAward.objects.count() == 0


HOSTILE: list[dict[str, Any]] = [
    {"issuer": {"id": "javascript:alert(1)"}},
    {"issuer": {"id": "did:web:"}},
    {"issuer": {"id": "https://" + "a" * 600}},
    {"issuer": {"id": "https://[::1"}},
    {"issuer": {"id": 7}},
]


@pytest.mark.parametrize("part", HOSTILE)
def test_an_archive_of_nobody_is_refused(part: dict[str, Any], archive: dict[str, Any]) -> None:
    answer = bring({**archive, **part}, a_signer())
    assert answer.status_code == 422
    assert Brought.objects.count() == 0


ODD: list[dict[str, Any]] = [
    {"awards": [{}, 7, {"credential": []}, {"credential": {"id": ORIGIN + "/x"}}, {"credential": {"id": 4}}]},
    {"awards": [{"credential": {"id": ORIGIN + "/x", "type": "\ud800"}}]},
    {"awards": 3, "status_lists": {"a": 1}, "keys_history": [1, {"multikey": 3}], "secret_key": [1]},
    {"keys": [], "exported_at": "hier"},
    {"keys": {"verificationMethod": 3, "assertionMethod": {}}, "exported_at": "2999-01-01T00:00:00"},
]


@pytest.mark.parametrize("part", ODD)
def test_what_is_odd_in_an_archive_stays_out_and_the_rest_comes(
    part: dict[str, Any], archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    assert origin == {}
    answer = bring({**archive, **part}, a_signer())
    assert answer.status_code in {200, 302}
    kept = Brought.objects.get()
    assert kept.exported_at <= dt.datetime.now(dt.UTC)
    assert kept.awards.count() in ({0} if "awards" in part or "keys" in part else {5})


@pytest.mark.parametrize("text", ["\\u0000", "NaN"])
def test_a_file_that_no_database_takes_is_refused(text: str, archive: dict[str, Any]) -> None:
    raw = json.dumps(archive).replace('"Erreur."', text if text == "NaN" else f'"{text}"')
    answer = a_browser_of(a_signer()).post(
        "/badges/importer/", {"file": SimpleUploadedFile("a.json", raw.encode()), "voice": "me"}
    )
    assert answer.status_code == 422


def test_what_a_person_brought_goes_with_their_account(
    archive: dict[str, Any], origin: dict[str, Any]
) -> None:
    origin.update(keys_of(archive))
    person = a_person("Camille")
    bring(archive, person)
    assert BroughtAward.objects.count() == 5
    actions.forget(person.pk)
    assert (Brought.objects.count(), BroughtAward.objects.count()) == (0, 0)
