"""Commons written through the API: what the pages do, with a token that permits it, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from terreau.commons import actions
from terreau.commons.models import Commons, Contribution, Member, Role, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.needs.tests.builders import a_need, a_territory, an_organisation
from terreau.participation.models import JournalLine
from terreau.participation.tests.builders import a_hidden, a_person, a_token
from terreau.participation.tests.test_api_writing import send
from terreau.people.models import Belonging
from terreau.people.models import Role as OrganisationRole

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone() -> User:
    a_territory()
    return a_person()


def secret_of(person: User, *scopes: str) -> str:
    return a_token(person, *(scopes or ("commons", "take-part")))[1]


def told(**more: Any) -> dict[str, Any]:
    said = {"title": "Atelier vélo", "tagline": "Réparer ensemble.", "kinds": ["knowledge"]}
    return {**said, "territories": [a_territory().ref], **more}


def test_a_commons_is_opened_described_and_says_what_it_looks_for(someone: User) -> None:
    secret, need = secret_of(someone), a_need()
    opened = send("post", "/commons", told(licence_said="Licence Ouverte", needs=[need.pk]), secret, key="un")
    assert (opened.status_code, opened.json()["licence"]) == (201, "etalab-2.0")
    assert (
        send(
            "post", "/commons", told(licence_said="Licence Ouverte", needs=[need.pk]), secret, key="un"
        ).json()["id"]
        == opened.json()["id"]
    )
    pk = opened.json()["id"]
    edited = told(
        tagline="Réparer et prêter.", version=1, step_what="Trouver un local", holders=["Les voisins"]
    )
    assert send("put", f"/commons/{pk}", edited, secret).json()["step_what"] == "Trouver un local"
    stale = send("put", f"/commons/{pk}", edited, secret)
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:terreau:problem:commons-changed-meanwhile")
    wished = send(
        "post", f"/commons/{pk}/wishes", {"side": "sought", "means": "place", "words": "Un garage"}, secret
    ).json()
    wish = wished["wishes"][0]["id"]
    ended = send("post", f"/commons/{pk}/wishes/{wish}/end", {"outcome": "Trouvé"}, secret).json()
    assert ended["wishes"] == []
    verbs = [line.verb for line in JournalLine.objects.filter(kind="commons.commons").order_by("number")]
    assert verbs == ["open", "edit", "seek", "end-wish"]


def test_a_need_that_is_not_there_is_named(someone: User) -> None:
    answer = send("post", "/commons", told(needs=[987654]), secret_of(someone))
    assert (answer.status_code, "987654" in answer.json()["detail"]) == (404, True)
    assert not Commons.objects.exists()


def test_pages_are_put_together_or_both_are_shown(someone: User) -> None:
    commons, other, secret = a_commons(by=someone), a_person(), secret_of(someone)
    lines = "Un\n\nDeux\n\nTrois\n"
    made = send("post", f"/commons/{commons.pk}/pages", {"title": "Carnet", "text": lines}, secret)
    assert (made.status_code, made.json()["version"]) == (201, 1)
    page = WikiPage.objects.get()
    actions.edit_page(page.pk, lines.replace("Trois", "Trois ici"), by=other, version=1)
    path = f"/commons/{commons.pk}/pages/carnet"
    merged = send("put", path, {"text": lines.replace("Un", "Un là"), "version": 1}, secret)
    assert merged.json()["text"] == "Un là\n\nDeux\n\nTrois ici\n"
    both = send("put", path, {"text": lines.replace("Trois", "Trois là"), "version": 1}, secret)
    assert (both.status_code, both["Content-Type"]) == (409, "application/problem+json")
    said = both.json()
    assert (said["type"], said["current"]["version"]) == ("urn:terreau:problem:page-conflict", 3)
    assert said["overlaps"] == [{"before": "Trois\n", "now": "Trois ici\n", "sent": "Trois là\n"}]
    assert send("get", path).json()["version"] == 3
    again = send("post", f"/commons/{commons.pk}/pages", {"title": "Carnet"}, secret)
    assert (again.status_code, again.json()["type"]) == (409, "urn:terreau:problem:page-there")


def test_a_protected_page_is_refused_with_its_reason_and_its_end(someone: User) -> None:
    commons = a_commons(by=someone)
    actions.write_page(commons.pk, "Carnet", "Un", by=someone)
    path, secret = f"/commons/{commons.pk}/pages/carnet", secret_of(someone)
    said = {"until": "2999-01-01", "reason": "Trop d’allers et retours"}
    assert send("put", f"{path}/protection", said, secret).status_code == 200
    refused = send("put", path, {"text": "Deux", "version": 1}, secret_of(a_person()))
    assert refused.status_code == 403
    assert "Trop d’allers et retours" in refused.json()["detail"]
    assert send("put", path, {"text": "Deux", "version": 1}, secret).status_code == 200


def test_one_joins_invites_leaves_and_the_last_says_why(someone: User) -> None:
    commons, guest = a_commons(by=someone), a_person("Omar")
    theirs = secret_of(guest)
    joined = send("put", f"/commons/{commons.pk}/membership", {"role": "contributor"}, theirs).json()
    assert (joined["total"], joined["contributors"]) == (2, ["Omar"])
    link = send("post", f"/commons/{commons.pk}/invitations", {"role": "steward"}, secret_of(someone))
    assert link.status_code == 201
    actions.accept_invitation(link.json()["url"].rstrip("/").rsplit("/", 1)[1], by=guest)
    assert Member.objects.get(user=guest, until=None).role == Role.STEWARD
    assert send("post", f"/commons/{commons.pk}/invitations", {}, secret_of(a_person())).status_code == 403
    assert send("post", f"/commons/{commons.pk}/leave", {}, theirs).status_code == 200
    last = send("post", f"/commons/{commons.pk}/leave", {}, secret_of(someone))
    assert (last.status_code, last.json()["type"]) == (409, "urn:terreau:problem:last-one-leaves")
    gone = send("post", f"/commons/{commons.pk}/leave", {"reason": "Je déménage"}, secret_of(someone))
    assert gone.json()["abandoned"] is True
    offered = send("post", f"/commons/{commons.pk}/takeover", {"reason": "Je continue"}, theirs)
    assert (offered.status_code, offered.json()["takeover_until"] is not None) == (201, True)
    soon = send("post", f"/commons/{commons.pk}/takeover/complete", None, theirs)
    assert soon.status_code == 409


def test_a_decision_is_recorded_and_a_rule_comes_from_it(someone: User) -> None:
    commons, secret = a_commons(by=someone), secret_of(someone)
    asked = {"question": "Où vont les conflits ?", "options": ["Au café", "À la mairie"]}
    decision = send("post", f"/commons/{commons.pk}/decisions", asked, secret).json()
    path = f"/commons/{commons.pk}/decisions/{decision['id']}/close"
    assert send("post", path, {"outcome": "Au lac", "reasons": "Non."}, secret).status_code == 409
    closed = send("post", path, {"outcome": "Au café", "reasons": "Tout le monde y va."}, secret).json()
    assert (closed["state"], closed["outcome"]) == ("decided", "Au café")
    rule = {"text": "Au café, le jeudi.", "version": 0, "reason": "Décidé", "decision": decision["id"]}
    assert send("put", f"/commons/{commons.pk}/rules/conflits", rule, secret).json()["version"] == 1
    assert send("put", f"/commons/{commons.pk}/rules/conflits", rule, secret).status_code == 409
    rules = send("get", f"/commons/{commons.pk}/rules").json()
    assert [one["light"] for one in rules if one["text"]] == ["conflits"]
    assert send("get", f"/commons/{commons.pk}/decisions").json()[0]["reasons"] == "Tout le monde y va."


def test_a_contribution_is_declared_objected_to_and_settled(someone: User) -> None:
    commons, giver = a_commons(by=someone), a_person("Omar")
    actions.join(commons.pk, by=giver)
    said = {"gave": "time", "quantity": 2.5, "unit": "heures", "words": "Soudé", "done_on": "2026-01-02"}
    entry = send("post", f"/commons/{commons.pk}/contributions", said, secret_of(giver), key="a").json()
    assert (
        send("post", f"/commons/{commons.pk}/contributions", said, secret_of(giver), key="b").status_code
        == 201
    )
    path = f"/commons/{commons.pk}/contributions/{entry['id']}"
    objected = send("post", f"{path}/objections", {"reason": "Deux heures"}, secret_of(someone)).json()
    assert objected["state"] == "objected"
    kept = send(
        "post", f"{path}/settle", {"keep": True, "reason": "Vu", "quantity": 2}, secret_of(someone)
    ).json()
    assert (kept["state"], kept["quantity"], kept["whom"]) == ("kept", 2.0, "Omar")
    other = Contribution.objects.exclude(pk=entry["id"]).get()
    assert (
        send(
            "post", f"/commons/{commons.pk}/contributions/{other.pk}/withdraw", None, secret_of(giver)
        ).json()["state"]
        == "withdrawn"
    )
    assert send("get", f"/commons/{commons.pk}/contributions").json()["total"] == 2


def test_a_component_is_declared_used_and_who_is_hit_is_told(someone: User) -> None:
    secret, hub, bike = secret_of(someone), a_commons("Moyeux", by=someone), a_commons("Vélo", by=someone)
    said = {"title": "Moyeu", "interface": "Axe de 12 mm", "version": "1.0", "licence_said": "CERN-OHL-S-2.0"}
    part = send("post", f"/commons/{hub.pk}/components", said, secret).json()
    assert part["licence_open"] is True
    used = send("put", f"/components/{part['id']}/users/{bike.pk}", {"used_version": "0.9"}, secret).json()
    assert [(one["commons"], one["step"], one["behind"]) for one in used["reached"]] == [(bike.pk, 1, True)]
    assert send("get", "/components").json()["items"][0]["reuses"] == 1
    changed = {**said, "version": "2.0", "reason": "Plus solide"}
    assert send("put", f"/components/{part['id']}", changed, secret).json()["version"] == "2.0"
    assert send("put", f"/components/{part['id']}", changed, secret_of(a_person())).status_code == 403
    ended = send("delete", f"/components/{part['id']}/users/{bike.pk}", None, secret).json()
    assert ended["reached_total"] == 0


def test_a_use_is_said_for_ones_organisation_or_by_who_cares_for_it(someone: User) -> None:
    commons, town = a_commons(by=someone), an_organisation("Mairie")
    clerk = a_person()
    Belonging.objects.create(organisation=town, user=clerk, role=OrganisationRole.MEMBER)
    said = {"organisation": town.slug, "purpose": "Former", "since": "2025-01-01"}
    made = send("post", f"/commons/{commons.pk}/uses", said, secret_of(clerk)).json()
    assert made["organisation"] == town.slug
    named = {"name": "La cantine", "purpose": "Cuire"}
    assert send("post", f"/commons/{commons.pk}/uses", named, secret_of(clerk)).status_code == 403
    assert send("post", f"/commons/{commons.pk}/uses", named, secret_of(someone)).status_code == 201
    nobody = send("post", f"/commons/{commons.pk}/uses", {"purpose": "Rien"}, secret_of(clerk))
    assert (nobody.status_code, nobody.json()["type"]) == (409, "urn:terreau:problem:commons-terms")
    ended = send("post", f"/commons/{commons.pk}/uses/{made['id']}/end", None, secret_of(clerk)).json()
    assert [one["ended_at"] is None for one in ended["items"]] == [True, False]


def test_the_token_of_an_organisation_touches_its_own_commons_and_speaks_for_it(someone: User) -> None:
    town = an_organisation("Mairie")
    Belonging.objects.create(organisation=town, user=someone, role=OrganisationRole.HOLDER)
    _token, secret = a_token(someone, "commons", organisation=town)
    made = send("post", "/commons", told(), secret).json()
    assert Commons.objects.get(pk=made["id"]).organisation == town
    own = a_commons("À moi seul", by=someone)
    assert send("post", f"/commons/{own.pk}/pages", {"title": "Carnet"}, secret).status_code == 403
    said = {"organisation": town.slug, "purpose": "Former"}
    assert send("post", f"/commons/{own.pk}/uses", said, secret).json()["organisation"] == town.slug
    assert (
        send("post", f"/commons/{own.pk}/uses", {"name": "Autre", "purpose": "x"}, secret).status_code == 403
    )


WRITES = [
    ("post", "", told),
    ("put", "/{pk}", lambda: told(version=1)),
    ("post", "/{pk}/wishes", lambda: {"side": "sought", "means": "time", "words": "Deux heures"}),
    ("post", "/{pk}/pages", lambda: {"title": "Carnet"}),
    ("put", "/{pk}/pages/carnet", lambda: {"text": "x", "version": 1}),
    ("put", "/{pk}/membership", dict),
    ("post", "/{pk}/leave", lambda: {"reason": "x"}),
    ("post", "/{pk}/invitations", dict),
    ("post", "/{pk}/decisions", lambda: {"question": "Où ?", "options": ["Ici", "Là"]}),
    ("put", "/{pk}/rules/conflits", lambda: {"text": "x", "version": 0, "reason": "y"}),
    ("post", "/{pk}/uses", lambda: {"name": "x", "purpose": "y"}),
    ("post", "/{pk}/components", lambda: {"title": "x", "interface": "y", "version": "1"}),
]


@pytest.mark.parametrize(("verb", "path", "said"), WRITES)
def test_nothing_is_written_without_a_token_that_permits_it(
    verb: str, path: str, said: Any, someone: User
) -> None:
    commons, browser = a_commons(by=someone), Client(enforce_csrf_checks=True)
    browser.force_login(someone)
    where = "/commons" + path.format(pk=commons.pk)
    before = JournalLine.objects.filter(kind="commons.commons").count()
    assert send(verb, where, said(), client=browser).status_code == 401
    other = send(verb, where, said(), secret_of(someone, "needs"))
    assert (other.status_code, other.json()["type"]) == (403, "urn:terreau:problem:insufficient-scope")
    assert JournalLine.objects.filter(kind="commons.commons").count() == before


def test_what_is_hidden_is_neither_read_nor_written(someone: User) -> None:
    commons, secret = a_commons(by=someone), secret_of(someone)
    actions.write_page(commons.pk, "Carnet", "Un", by=someone)
    a_hidden(commons)
    for path in ("", "/pages/carnet", "/community", "/decisions", "/rules", "/uses", "/contributions"):
        assert send("get", f"/commons/{commons.pk}{path}").status_code == 410, path
    edited = {"text": "Deux", "version": 1}
    assert send("put", f"/commons/{commons.pk}/pages/carnet", edited, secret).status_code == 410


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"kinds": ["magie"]}, "kinds"),
        ({"links": [{"sort": "site", "url": "javascript:alert(1)"}]}, "url"),
        ({"title": "\x00"}, "title"),
        ({"step_cost": -1}, "step_cost"),
        ({"territories": []}, "territories"),
        ({"story": "x" * 12001}, "story"),
    ],
)
def test_what_does_not_hold_is_refused_and_named(said: dict[str, Any], where: str, someone: User) -> None:
    answer = send("post", "/commons", told(**said), secret_of(someone))
    assert answer.status_code == 422
    assert where in str(answer.json())
    assert not Commons.objects.exists()
