"""The name of a person who came with a commons from elsewhere is taken off for good, one at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.commons import actions
from terreau.commons.archive import open_archive
from terreau.commons.errors import NameInReasonError, NameNotThereError
from terreau.commons.formats import public_sets
from terreau.commons.models import CommonsRule, Inherited, WikiPage
from terreau.commons.queries import carrying
from terreau.commons.queries.prepared import prepared_of
from terreau.commons.tests.builders import a_commons
from terreau.commons.tests.test_forking import a_whole_commons, carried, nobody_answers
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_person, a_steward
from terreau.participation.models import Attachment, JournalLine

if TYPE_CHECKING:
    from django.test import Client

    from terreau.commons.models import Commons

pytestmark = pytest.mark.django_db
__all__ = ["nobody_answers"]  # a fixture for every test here: nobody on the web is asked
WHY = "La personne l’a demandé"


def brought() -> Commons:
    """A commons that came from elsewhere, where Nadia wrote and Ali took a picture."""
    there = actions.fork(carried(a_whole_commons(a_person("Nadia"))), by=a_person("Ève")).commons
    assert there is not None
    return there


def everything_of(commons: Commons) -> str:
    """All that can be read or carried away of it."""
    with carrying.written(commons) as file, open_archive(file) as archive:
        carried_away = [
            archive.contributors(),
            [(page, list(page.revisions)) for page in archive.pages()],
            list(archive.files()),
            [archive.section(name) for name in archive.sections],
        ]
    exported = [row for one in public_sets() for row in one.rows() if row.get("commons") == commons.pk]
    kept = list(Inherited.objects.filter(commons=commons).values_list("origin", "said"))
    return f"{carried_away} {json.dumps(exported, default=str, ensure_ascii=False)} {kept}"


def test_a_name_leaves_credits_records_versions_and_rules() -> None:
    commons = brought()
    assert "Nadia" in everything_of(commons)
    found = actions.remove_name(commons.pk, "nadia ", by=a_steward(), reason=WHY)
    assert (found.credits, found.versions, found.rules, found.files) == (1, 2, 1, 0)
    assert found.records > 2
    assert "Nadia" not in everything_of(commons)
    page = WikiPage.objects.get(commons=commons)
    assert page.written_as == "une personne qui ne montre pas son nom"
    assert page.text == "Du bois sec [[Éteindre]]."
    rule = CommonsRule.objects.get(commons=commons)
    assert rule.history.get().history_change_reason == "Réunion (avant la reprise)"
    assert Inherited.objects.filter(commons=commons, sort=Inherited.Sort.DECISION).exists()
    roles = Inherited.objects.filter(commons=commons, sort=Inherited.Sort.MEMBER)
    assert [one.said["name"] for one in roles] == ["Le fournil"]


def test_a_name_leaves_the_credit_of_a_picture_and_its_versions() -> None:
    commons = brought()
    assert actions.remove_name(commons.pk, "Ali", by=a_steward(), reason=WHY).files == 2
    assert "Ali" not in everything_of(commons)
    picture = Attachment.objects.get(album__thing=str(commons.pk), album__kind="commons.commons")
    assert picture.credit == "une personne"


def test_names_of_others_and_of_other_commons_stay() -> None:
    commons, other = brought(), brought()
    actions.remove_name(commons.pk, "Ali", by=a_steward(), reason=WHY)
    assert "Nadia" in everything_of(commons)
    assert "Ali" in everything_of(other)


def test_the_journal_says_why_and_never_whom() -> None:
    commons = brought()
    with pytest.raises(NameInReasonError):
        actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason="NADIA l’a demandé")
    actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason=WHY)
    line = JournalLine.objects.get(verb="remove-name")
    assert (line.thing, line.reason) == (str(commons.pk), WHY)


def test_trying_changes_nothing() -> None:
    commons, before = brought(), JournalLine.objects.count()
    tried = actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason=WHY, dry_run=True)
    assert JournalLine.objects.count() == before
    assert tried == actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason=WHY)


@pytest.mark.parametrize("name", ["", " ", "Personne d’ici", "N", "Nadi%"])
def test_a_name_that_stands_nowhere_is_refused(name: str) -> None:
    commons = brought()
    with pytest.raises(NameNotThereError):
        actions.remove_name(commons.pk, name, by=a_steward(), reason=WHY)


def test_only_stewards_of_the_territory_take_names_off(client: Client) -> None:
    owner = a_person("Ève")
    commons = actions.fork(carried(a_whole_commons(a_person("Nadia"))), by=owner).commons
    assert commons is not None
    page = f"/communs/{commons.pk}/retirer-un-nom/"
    assert client.get(page).status_code == 302
    client.force_login(owner)
    assert client.get(page).status_code == 403
    assert client.post(page, {"name": "Nadia", "reason": WHY, "confirmed": "1"}).status_code == 403
    assert "retirer-un-nom" not in client.get(f"/communs/{commons.pk}/origine/").content.decode()
    with pytest.raises(NotAllowedError):
        actions.remove_name(commons.pk, "Nadia", by=owner, reason=WHY)


def test_the_page_tells_where_the_name_stands_before_it_takes_it_off(client: Client) -> None:
    commons = brought()
    client.force_login(a_steward())
    page = f"/communs/{commons.pk}/retirer-un-nom/"
    assert page in client.get(f"/communs/{commons.pk}/origine/").content.decode()
    assert client.post(page, {"name": "Nadia", "reason": ""}).status_code == 422
    refused = client.post(page, {"name": "Zoé", "reason": WHY})
    assert refused.status_code == 422
    assert "crédité nulle part" in refused.content.decode()
    tried = client.post(page, {"name": "Nadia", "reason": WHY})
    assert tried.status_code == 200
    assert "Retirer ce nom pour toujours" in tried.content.decode()
    assert "Nadia" in everything_of(commons)
    assert client.post(page, {"name": "Nadia", "reason": WHY, "confirmed": "1"}).status_code == 302
    assert "Nadia" not in everything_of(commons)
    assert "Nadia" not in client.get(f"/communs/{commons.pk}/origine/").content.decode()


def test_an_archive_made_before_a_name_left_is_not_given() -> None:
    commons = brought()
    actions.ask_archive(commons.pk)
    actions.make_archive(commons.pk)
    assert prepared_of(commons) is not None
    actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason=WHY)
    assert prepared_of(commons) is None


def test_a_commons_born_here_has_no_name_to_take_off() -> None:
    commons = a_commons(by=a_person("Nadia"))
    with pytest.raises(NameNotThereError):
        actions.remove_name(commons.pk, "Nadia", by=a_steward(), reason=WHY)
