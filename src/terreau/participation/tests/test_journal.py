"""The journal: what leaves a line, who may be read in it, how it is found."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone

from terreau.needs import actions as needs
from terreau.needs.models import State
from terreau.needs.tests.builders import a_proposal
from terreau.participation import actions
from terreau.participation.errors import UnchangeableError
from terreau.participation.kinds import theme_of
from terreau.participation.models import JournalLine, JournalPlace
from terreau.participation.queries.journal import Filters, page_of
from terreau.participation.tests import builders
from terreau.people.actions import delete_account
from terreau.territories.models import Kind, Membership

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(JournalLine.objects.order_by("number").values_list("verb", flat=True))


def test_each_public_act_on_a_need_leaves_a_line() -> None:
    steward, mediator = builders.a_steward(), builders.a_mediator()
    need, other = builders.a_need("Un bus"), builders.a_need("Des bus")
    needs.change_state(need.pk, State.LOOKED_AT, by=steward, version=need.version, reason="Vu en réunion.")
    paper = needs.count_on_paper(need.pk, 12, place="Marché", date=timezone.localdate(), by=mediator)
    needs.correct_paper_count(paper.pk, 11, by=mediator, reason="Un doublon.")
    needs.edit(need.pk, builders.a_telling("Un bus le soir"), by=steward, version=need.version + 1)
    proposal = a_proposal(other, need)
    needs.refuse_merge(proposal.pk, by=other.raised_by or steward, reason="Ce n’est pas pareil.")
    assert verbs() == [
        "raise", "raise", "state-looked-at", "count-on-paper", "correct-paper", "edit", "propose-merge",
        "refuse-merge",
    ]  # fmt: skip


def test_a_support_leaves_no_line_so_that_nobody_learns_who_gave_it_or_when() -> None:
    need, person = builders.a_need(), builders.a_person()
    needs.support(need.pk, by=person)
    needs.withdraw(need.pk, by=person)
    assert verbs() == ["raise"]


def test_examples_planted_for_a_demonstration_are_nobodys_acts() -> None:
    needs.plant_examples(builders.a_metropolis())
    assert verbs() == []


def test_a_form_sent_twice_leaves_one_line() -> None:
    from uuid import uuid4

    key, person = uuid4(), builders.a_person()
    for _time in range(2):
        needs.raise_need(builders.a_telling(), by=person, key=key)
    assert verbs() == ["raise"]


def test_a_line_stands_or_falls_with_its_act() -> None:
    from django.db import transaction

    class ChangeOfMindError(Exception):
        pass

    def changes_mind() -> None:
        with transaction.atomic():
            builders.a_need()
            raise ChangeOfMindError

    with pytest.raises(ChangeOfMindError):
        changes_mind()
    builders.a_need()
    assert list(JournalLine.objects.values_list("number", flat=True)) == [1]


def test_a_mediator_is_never_named_nor_found_by_what_they_did_for_someone() -> None:
    mediator = builders.a_mediator("Leïla")
    organisation = mediator.belongings.get().organisation
    voice = needs.Voice(organisation=organisation, for_someone=True)
    needs.raise_need(builders.a_telling(), by=mediator, voice=voice)
    entry = page_of(Filters()).entries[0]
    assert entry.who == f"Une personne, avec l’aide de {organisation.name}"
    assert entry.who_query == ""
    assert page_of(Filters(person=mediator)).entries == []


def test_what_a_mediator_did_for_someone_is_not_found_under_their_name_in_a_territory_either() -> None:
    mediator = builders.a_person("Malika")
    actions.record("edit", builders.a_need(), by=mediator, for_someone=True)
    assert page_of(Filters(person=mediator, territory=builders.a_territory())).entries == []


def test_a_name_is_shown_only_while_its_person_agrees() -> None:
    shy, open_one = builders.a_person("Awa", shows_name=False), builders.a_person("Nadia")
    builders.a_need(by=shy)
    builders.a_need(by=open_one)
    assert [entry.who for entry in page_of(Filters()).entries] == ["Nadia", "Une personne"]


def test_lines_are_found_by_room_theme_territory_person_and_thing() -> None:
    person = builders.a_person()
    here = builders.a_need("Ici", by=person, theme="water")
    builders.a_need("Là", territories=[builders.a_territory("38151", "Échirolles")])
    water = theme_of("eau")
    for filters in (
        Filters(theme=water),
        Filters(territory=builders.a_territory()),
        Filters(person=person),
        Filters(kind="needs.need", thing=str(here.pk)),
        Filters(theme=water, room="besoins"),
        Filters(territory=builders.a_territory(), theme=water, room="besoins", person=person),
    ):
        assert [entry.title for entry in page_of(filters).entries] == ["Ici"], filters
    assert len(page_of(Filters(room="besoins")).entries) == 2
    assert page_of(Filters(room="communs")).entries == []


def test_a_territory_shows_what_happens_in_all_it_is_made_of() -> None:
    whole = builders.a_metropolis()
    region = builders.a_territory("R84", "Auvergne-Rhône-Alpes", Kind.REGION)
    department = builders.a_territory("38", "Isère", Kind.DEPARTEMENT)
    Membership.objects.create(member=builders.a_territory(), whole=department)
    Membership.objects.create(member=department, whole=region)
    builders.a_need("Ici")
    for one in (whole, department, region):
        assert [entry.title for entry in page_of(Filters(territory=one)).entries] == ["Ici"]
    assert page_of(Filters(territory=builders.a_territory("38151", "Échirolles"))).entries == []


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    need, person = builders.a_need(), builders.a_person()
    for _time in range(9):
        actions.record("edit", need, by=person)
    seen: list[int] = []
    before: int | None = None
    while True:
        page = page_of(Filters(territory=builders.a_territory(), before=before), 4)
        seen += [entry.number for entry in page.entries]
        before = page.following
        if before is None:
            break
    assert seen == list(range(10, 0, -1))


def test_no_line_is_changed_or_removed_by_the_program() -> None:
    builders.a_need()
    line = JournalLine.objects.get()
    for change in (
        line.save,
        line.delete,
        JournalLine.objects.all().delete,
        lambda: JournalLine.objects.update(verb="x"),
        lambda: JournalLine.objects.bulk_update([line], ["verb"]),
    ):
        with pytest.raises(UnchangeableError):
            change()


def test_an_account_that_goes_leaves_its_lines_without_its_name() -> None:
    person = builders.a_person("Nadia")
    builders.a_need(by=person)
    delete_account(person)
    line = JournalLine.objects.get()
    assert line.actor_id is None
    assert bytes(line.actor_salt) == b""
    assert not JournalPlace.objects.exclude(person=None).exists(), "nor may the territories lead to them"
    assert page_of(Filters()).entries[0].who == "Une personne dont le compte n’existe plus"


def test_a_page_costs_the_same_number_of_queries_whatever_it_shows(
    django_assert_max_num_queries: object,
) -> None:
    for number in range(12):
        builders.a_need(f"Besoin {number}")
        cache.clear()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(page_of(Filters(territory=builders.a_territory())).entries) == 12
