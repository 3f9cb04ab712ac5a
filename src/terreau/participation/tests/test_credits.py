"""Who made a picture is said until they leave; then nobody is named, and nobody else loses their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.participation import actions
from terreau.participation.actions.credits import folded, without
from terreau.participation.models import Attachment
from terreau.participation.tests import builders, pictures
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
COLOURS = iter(["red", "blue", "green", "pink", "black", "white", "gold", "gray"] * 9)


def a_photo(credit: str, *, by: User | None = None) -> Attachment:
    words = actions.Words("Un banc.", credit=credit)
    sent = actions.Sent("photo.jpg", pictures.a_jpeg(colour=next(COLOURS)), words)
    return actions.attach(builders.a_need(), sent, by=by or builders.a_person("Leïla"))


def credit_of(photo: Attachment) -> str:
    return str(Attachment.objects.get(pk=photo.pk).credit)


def test_whoever_attached_it_a_picture_no_longer_names_who_left() -> None:
    nadia = builders.a_person("Nadia B.")
    own, other = a_photo("nadia b.", by=nadia), a_photo("Ida et Nadia B.")
    actions.describe(other.pk, actions.Words("Un banc vert.", credit="Ida"), by=other.author, version=1)  # type: ignore[arg-type]
    delete_account(nadia)
    assert (credit_of(own), credit_of(other)) == ("une personne", "Ida")
    versions = {one.credit for photo in (own, other) for one in Attachment.history.filter(id=photo.pk)}
    assert versions == {"une personne", "Ida et une personne", "Ida"}


def test_a_name_that_two_accounts_show_stays_on_what_others_attached() -> None:
    nadia, _other = builders.a_person("Nadia"), builders.a_person("NADIA")
    own, anothers = a_photo("Nadia", by=nadia), a_photo("Nadia")
    delete_account(nadia)
    assert (credit_of(own), credit_of(anothers)) == ("une personne", "Nadia")


def test_a_person_without_a_name_takes_nobody_s_away() -> None:
    nameless = builders.a_person("")
    photo = a_photo("Ida", by=nameless)
    delete_account(nameless)
    assert credit_of(photo) == "Ida"


@pytest.mark.parametrize(
    ("credit", "left"),
    [
        ("Marie", "une personne"),
        ("MARIE ", "une personne"),
        ("Marie Curie", "Marie Curie"),
        ("Rosemarie", "Rosemarie"),
        ("Marie, Ida", "une personne, Ida"),
        ("Ida / Marie & Moussa", "Ida / une personne & Moussa"),
        ("Ida and Marie", "Ida and une personne"),
        ("Mârie", "une personne"),
        ("", ""),
    ],
)
def test_only_the_whole_name_goes(credit: str, left: str) -> None:
    assert without(credit, folded("Marie")) == left.removesuffix(" ")
