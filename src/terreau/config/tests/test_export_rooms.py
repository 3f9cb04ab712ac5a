"""Meetings and badges in `terreau export`: what is carried out, what comes back in, what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from icalendar import Calendar

from terreau.config.operate.exporting import all_sets, export
from terreau.config.operate.taking import NotAnExportError, Parcel, _explained
from terreau.participation import actions as taking_part
from terreau.participation.models import Meeting, MeetingPlace
from terreau.participation.tests.builders import a_hidden, a_mediator, a_need
from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Achievement, Award, Issuer, IssuerKey, StatusRegister, Visibility
from terreau.recognition.tests.people import a_badge, a_definition, a_signer, an_award
from terreau.recognition.tests.test_pictures import a_png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from terreau.foundation.slots import PublicSet

pytestmark = pytest.mark.django_db


def the_set(key: str) -> PublicSet:
    return next(one for one in all_sets() if one.key == key)


def carried(place: Path) -> Parcel:
    export(place, lambda *_said: None)
    return Parcel(place)


def changed(place: Path, name: str, change: Callable[[str], str]) -> Parcel:
    """The export with one file changed, and its print with it."""
    path, manifest = place / name, place / "manifest.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")
    return Parcel(place)


def taken(parcel: Parcel, key: str) -> int:
    with _explained(parcel, the_set(key)):
        return the_set(key).take(parcel.rows(the_set(key)))


def a_meeting(title: str = "Atelier vélo") -> Meeting:
    by = a_mediator()
    told = taking_part.Appointment(title, timezone.now() + dt.timedelta(days=3), place="Salle des fêtes")
    return taking_part.plan_meeting(a_need(by=by), told, by=by)


def test_meetings_come_along_with_a_calendar_and_come_back_the_same(tmp_path: Path) -> None:
    meeting, hidden, gone = a_meeting(), a_meeting("Une farce"), a_meeting("Avec son besoin")
    a_hidden(hidden)
    a_hidden(type(a_need()).objects.get(pk=gone.thing))
    places = sorted(MeetingPlace.objects.filter(meeting=meeting).values_list("place", flat=True))
    parcel = carried(tmp_path / "out")
    events = Calendar.from_ical((tmp_path / "out" / "agenda.ics").read_bytes()).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in events] == ["Atelier vélo"]
    Meeting.objects.all().delete()
    assert taken(parcel, "rendez-vous") == 1
    again = Meeting.objects.get()
    assert (again.pk, again.uid, again.title, again.place) == (
        meeting.pk,
        meeting.uid,
        "Atelier vélo",
        "Salle des fêtes",
    )
    assert (again.starts_at, again.version, again.organised_by) == (meeting.starts_at, 1, None)
    assert sorted(again.found_from.values_list("place", flat=True)) == places


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"online":""', '"online":"javascript:alert(1)"'),
        ('"online":""', '"online":"ftp://exemple.fr/"'),
        ('"ends_at":null', '"ends_at":"1999-01-01T00:00:00+00:00"'),
        ('"made_at":"', '"made_at":"hier '),
        ('"kind":"needs.need"', '"kind":"auth.group"'),
        ('"uid":"', '"uid":"x'),
    ],
)
def test_a_meeting_that_does_not_hold_is_refused(old: str, new: str, tmp_path: Path) -> None:
    a_meeting()
    carried(tmp_path / "out")
    parcel = changed(tmp_path / "out", "rendez-vous.jsonld", lambda text: text.replace(old, new))
    Meeting.objects.all().delete()
    with pytest.raises(NotAnExportError):
        taken(parcel, "rendez-vous")


def test_a_meeting_whose_thing_stayed_behind_comes_back_all_the_same(tmp_path: Path) -> None:
    meeting = a_meeting()
    parcel = carried(tmp_path / "out")
    thing = meeting.thing
    Meeting.objects.all().delete()
    type(a_need()).objects.filter(pk=thing).delete()
    assert taken(parcel, "rendez-vous") == 1
    assert not MeetingPlace.objects.exists()


def empty_of_badges() -> None:
    for model in (Award, Achievement, StatusRegister, IssuerKey, Issuer):
        model.objects.all().delete()


def test_definitions_versions_and_pictures_of_badges_come_back(tmp_path: Path) -> None:
    signer = a_signer()
    drawn = a_badge("Dessiné", by=signer)
    an_award(drawn, by=signer)
    actions.change(
        drawn, a_definition("Dessiné mieux", criteria="Cinq vélos."), by=signer, reason="Plus dur."
    )
    sent = a_badge("Envoyé", by=signer, picture=a_png())
    a_hidden(a_badge("Une farce", by=signer))
    parcel = carried(tmp_path / "out")
    issuer = drawn.issuer
    empty_of_badges()
    assert taken(parcel, "emetteurs") == 1
    assert taken(parcel, "badges") == 2
    assert Issuer.objects.get().slug == issuer.slug
    assert not IssuerKey.objects.exists()
    again = Achievement.objects.get(pk=drawn.pk)
    assert (again.name, again.criteria, again.version) == ("Dessiné mieux", "Cinq vélos.", 2)
    assert [one.said("name") for one in again.versions.order_by("number")] == ["Dessiné", "Dessiné mieux"]
    assert Achievement.objects.get(pk=sent.pk).picture.png
    assert actions.award(again, [actions.Gift()], by=signer)[0].credential


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"alignments":[]', '"alignments":[{"name":"x","url":"javascript:alert(1)"}]'),
        ('"alignments":[]', '"alignments":[5]'),
        ('"tags":[', '"tags":[{"a":1},'),
        ('"shape":"', '"shape":"<script>'),
        ('"made_at":"', '"made_at":"hier '),
        ('"version":1', '"version":7'),
        ('"versions":[', '"versions":[3,'),
    ],
)
def test_a_badge_that_does_not_hold_is_refused(old: str, new: str, tmp_path: Path) -> None:
    a_badge()
    carried(tmp_path / "out")
    parcel = changed(tmp_path / "out", "badges.jsonld", lambda text: text.replace(old, new))
    empty_of_badges()
    assert taken(parcel, "emetteurs") == 1
    with pytest.raises(NotAnExportError):
        taken(parcel, "badges")


def test_a_picture_that_was_swapped_is_refused(tmp_path: Path) -> None:
    a_badge(picture=a_png())
    carried(tmp_path / "out")
    (name,) = [one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out/fichiers").iterdir()]
    (tmp_path / "out" / name).write_bytes(b"<svg><script/></svg>")
    parcel = Parcel(tmp_path / "out")
    empty_of_badges()
    taken(parcel, "emetteurs")
    with pytest.raises(NotAnExportError):
        taken(parcel, "badges")


def test_what_people_show_is_carried_out_as_it_was_signed_and_nothing_else_is(tmp_path: Path) -> None:
    def given(visibility: Visibility, *, shows: bool = False) -> Award:
        return actions.accept(an_award(name="Camille"), Answer(visibility, shows_name=shows, name="Camille"))

    listed, hidden = given(Visibility.LISTED), given(Visibility.LISTED)
    kept_back = [given(Visibility.LINK), given(Visibility.PRIVATE), an_award(), hidden]
    a_hidden(hidden)
    parcel = carried(tmp_path / "out")
    files = [one.name for one in (tmp_path / "out" / "badges-donnes").iterdir()]
    assert files == [f"{listed.code}.json"]
    signed = json.loads((tmp_path / "out" / "badges-donnes" / files[0]).read_text(encoding="utf-8"))
    assert signed == listed.credential
    whole = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "out").glob("*.*"))
    assert "Camille" not in whole
    assert not [one.code for one in kept_back if one.code in whole]
    assert "badges-donnes" in (tmp_path / "out" / "LISEZMOI.md").read_text(encoding="utf-8")
    assert taken(parcel, "badges-donnes") == 0
