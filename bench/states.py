"""Rare states of a demonstration, for pages that need one: `python -m bench.states ADDRESS`.

TERREAU_DATA names its folder. Written by the actions, as people would. It prints what stands between braces
in the addresses of these pages (`src/terreau/home/tests/browser/rare.py`); ADDRESS is
that of somebody who gets a password and a passkey.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils import timezone

from bench.states_catalogue import about_data
from bench.states_commons import about_commons
from terreau.commons.actions import fork
from terreau.commons.models import Commons
from terreau.commons.queries import carrying
from terreau.config.first_people import MEDIATOR, STEWARD
from terreau.needs import actions as needs
from terreau.needs.batches import read
from terreau.needs.forms.batch import NAMES
from terreau.needs.models import Need
from terreau.participation import actions
from terreau.participation.appeal_links import appeal_link
from terreau.participation.models import Ground
from terreau.participation.queries.following import target_named
from terreau.participation.stop_links import stop_link
from terreau.people import actions as people
from terreau.people.models import Belonging, Invitation, Organisation, Role, User
from terreau.people.queries import organisations_of
from terreau.recognition import actions as badges
from terreau.recognition import codes
from terreau.recognition.models import Achievement, BatchLine

if TYPE_CHECKING:
    from terreau.participation.models import Case


def a_fork(steward: User) -> int:
    """The first commons carried away and brought in again, as from elsewhere."""
    with carrying.written(Commons.objects.order_by("pk")[0]) as archive:
        commons = fork(archive, by=steward).commons
    return commons.pk if commons else 0


REASON = "Le besoin existe déjà, dit autrement."


def somebody(address: str) -> User:
    """A person with a password, whom no other test uses."""
    user = people.open_account(address)
    EmailAddress.objects.filter(user=user).update(verified=True)
    user.set_password("une phrase assez longue pour entrer")
    user.save()
    return user


def a_need(title: str, by: User) -> Need:
    cache.clear()  # limits are for people
    model = Need.objects.order_by("pk")[0]
    places = [link.territory for link in model.territory_links.select_related("territory")]
    telling = needs.Telling(title, "Il manque, et voici pourquoi.", model.theme, places)
    return needs.raise_need(telling, by=by)


def a_decision(author: User, steward: User) -> Case:
    case = actions.report(
        a_need("Un besoin masqué", author), actions.Complaint(Ground.FALSE, ""), by=None
    ).case
    decision = actions.Decision("Rien de cela n’existe ici.", Ground.FALSE)
    return actions.decide(case.pk, decision, by=steward, version=case.version)


def about_needs(steward: User, mediator: User) -> dict[str, object]:
    """An edited need that somebody proposes to bring together with another, counts on paper, a table."""
    need, other = a_need("Un banc devant la gare", steward), a_need("Des bancs où l’on attend", mediator)
    telling = needs.Telling("Deux bancs devant la gare", need.situation, need.theme, _places(need))
    needs.edit(need.pk, telling, by=steward, version=need.version, reason="Un ne suffit pas.")
    merge = needs.propose_merge(need.pk, other.pk, by=mediator, reason=REASON)
    today = timezone.localdate()
    example = Need.objects.order_by("pk")[0]
    paper = needs.count_on_paper(example.pk, 12, place="Marché", date=today, by=mediator)
    sheet = read("titre;situation;thème;territoires\nUn abri;Il pleut.;Se déplacer;38185\n".encode(), NAMES)
    batch = needs.keep_batch(sheet, "besoins.csv", by=mediator)
    first = need.history.order_by("history_id")[0]
    return {"need": need.pk, "first": first.pk, "merge": merge.pk, "paper": paper.pk, "need_batch": batch.pk}


def _places(need: Need) -> list[object]:
    return [link.territory for link in need.territory_links.select_related("territory")]


def about_words(steward: User, mediator: User) -> dict[str, object]:
    """Words mended, a meeting, a decision that may be contested, a report to read, a link of a letter."""
    thing = Need.objects.order_by("pk")[0]
    said = actions.say(thing, actions.Said("Je connais ce trajet."), by=steward)
    actions.mend(said.pk, "Je connais bien ce trajet.", by=steward, version=said.version)
    soon = timezone.now() + timedelta(days=9)
    meeting = actions.plan_meeting(
        thing, actions.Appointment("Repérer le trajet", soon, place="Devant la gare"), by=steward
    )
    decided = a_decision(mediator, steward)
    waiting = actions.report(a_need("À lire", mediator), actions.Complaint(Ground.FALSE, ""), by=None).case
    actions.follow(target_named("besoin", str(thing.pk)), by=mediator)
    return {
        "message": said.pk,
        "meeting": meeting.pk,
        "decision": decided.pk,
        "hidden": decided.thing,
        "appeal": _path(appeal_link(decided.pk)),
        "case": waiting.pk,
        "stop": _path(stop_link(mediator.pk)),
    }


def about_people(steward: User, person: User) -> dict[str, object]:
    """An organisation with a member who may leave it and somebody invited; a passkey."""
    known = organisations_of(steward).first() or Organisation.objects.order_by("pk")[0]
    made = people.declare_organisation(
        steward, name="Atelier des essais", kind="association", territory=known.territory
    )
    Belonging.objects.create(organisation=made, user=person, role=Role.MEMBER)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        organisation=made,
        email="invitee@terreau.example",
        role=Role.MEMBER,
        token_sha256=Invitation.digest(token),
        invited_by=steward,
        expires_at=timezone.now() + timedelta(days=1),
    )
    data = {"name": "Mon téléphone", "credential": {}}
    passkey = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    return {
        "organisation": made.slug,
        "handle": person.username,
        "invitation": token,
        "passkey": passkey.pk,
    }


def about_badges(mediator: User, person: User) -> dict[str, object]:
    """A badge offered, one on a poster, one asked for, a list that waits, a key put away."""
    badge = Achievement.objects.order_by("pk")[0]
    offered = badges.award(badge, [badges.Gift(name="Sacha")], by=mediator)[0]
    taken = badges.award(badge, [badges.Gift(name="Lou")], by=mediator)[0]
    badges.accept(taken, badges.Answer("listed", shows_name=True), by=person)
    ends = timezone.now() + timedelta(days=2)
    poster, code = badges.put_up(badge, by=mediator, occasion="Fête du vélo", ends_at=ends, places=20)
    other = Achievement.objects.order_by("pk")[1]
    plea = badges.plead(other, by=person, story="J’ai aidé dix personnes.")
    line = BatchLine(number=2, name="Kim")
    batch = badges.keep_batch(badge, [line], [], "atelier.csv", by=mediator)
    return {
        "claim": codes.claim_code(offered.code, offered.claim_round),
        "own": taken.code,
        "poster": poster.pk,
        "poster_code": code,
        "plea": plea.pk,
        "badge_batch": batch.pk,
    }


def _path(address: str) -> str:
    return urlsplit(address).path


if __name__ == "__main__":
    steward, mediator = (User.objects.get(email=email) for email in (STEWARD, MEDIATOR))
    person = somebody(sys.argv[1])
    known = {
        **about_needs(steward, mediator),
        **about_words(steward, mediator),
        **about_people(steward, person),
        **about_badges(mediator, person),
        "fork": a_fork(steward),
        **about_commons(steward, mediator),
        **about_data(steward, mediator),
    }
    json.dump(known, sys.stdout)
