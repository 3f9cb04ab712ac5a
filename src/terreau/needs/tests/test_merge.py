"""Bringing two needs together."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone

from terreau.foundation.errors import NotAllowedError, TerreauError
from terreau.needs import actions
from terreau.needs.errors import (
    AlreadyDecidedError,
    AlreadyMergedError,
    CannotMergeError,
    ChangedMeanwhileError,
    NoticeRunningError,
)
from terreau.needs.models import MergeProposal, Need, Status, Support
from terreau.needs.tests import builders

if TYPE_CHECKING:
    from terreau.people.models import User


def accept(proposal: MergeProposal, by: User) -> Need:
    return actions.accept_merge(proposal.pk, by=by, target=proposal.target_id)


def raiser(need: Need) -> User:
    assert need.raised_by is not None
    return need.raised_by


@pytest.mark.django_db
def test_supports_carry_over_and_nobody_is_counted_twice() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    both, only = builders.a_person(), builders.a_person()
    for need, person in ((one, both), (other, both), (other, only)):
        actions.support(need.pk, by=person)
    received = accept(builders.a_proposal(other, one), raiser(other))
    assert received.account_supports == 3  # both, only, and the one who raised the other need
    assert Support.objects.filter(need=other).count() == 2


@pytest.mark.django_db
def test_the_merge_waits_for_the_consent_of_the_raiser() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    proposal = builders.a_proposal(other, one)
    for stranger in (raiser(one), builders.a_person(), builders.a_steward()):
        with pytest.raises(NotAllowedError):
            accept(proposal, stranger)
    other.refresh_from_db()
    assert other.merged_into is None


@pytest.mark.django_db
def test_a_refusal_says_why_and_leaves_both_needs() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    proposal = builders.a_proposal(other, one)
    actions.refuse_merge(proposal.pk, by=raiser(other), reason="Je parle du train.")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decision_reason) == (Status.REFUSED, "Je parle du train.")
    with pytest.raises(AlreadyDecidedError):
        accept(proposal, raiser(other))


@pytest.mark.django_db
def test_when_nobody_is_left_a_steward_decides_after_saying_so_for_a_week() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    proposal, steward = builders.a_proposal(other, one), builders.a_steward()
    with pytest.raises(NotAllowedError):
        actions.announce_merge(proposal.pk, by=steward)
    actions.forget(raiser(other).pk)
    with pytest.raises(NotAllowedError):
        accept(proposal, steward)
    actions.announce_merge(proposal.pk, by=steward)
    with pytest.raises(NoticeRunningError):
        accept(proposal, steward)
    MergeProposal.objects.update(announced_at=timezone.now() - dt.timedelta(days=8))
    assert accept(proposal, steward) == one


@pytest.mark.django_db
def test_merging_both_ways_cannot_loop() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    there, back = builders.a_proposal(one, other), builders.a_proposal(other, one)
    accept(there, raiser(one))
    back.refresh_from_db()
    assert back.status == Status.LAPSED
    with pytest.raises(AlreadyDecidedError):
        accept(back, raiser(other))


@pytest.mark.django_db
def test_a_chain_leads_everyone_to_its_end() -> None:
    first, second, third = (builders.a_need(title) for title in ("Un", "Deux", "Trois"))
    supporter = builders.a_person()
    actions.support(first.pk, by=supporter)
    accept(builders.a_proposal(first, second), raiser(first))
    received = accept(builders.a_proposal(second, third), raiser(second))
    assert set(Need.objects.filter(merged_into=third)) == {first, second}
    assert received.account_supports == 3  # the supporter and the two who raised the others
    assert actions.withdraw(first.pk, by=supporter).account_supports == 2


@pytest.mark.django_db
def test_a_proposal_follows_its_target_and_asks_for_consent_again() -> None:
    first, second, third = (builders.a_need(title) for title in ("Un", "Deux", "Trois"))
    proposal = builders.a_proposal(first, second)
    accept(builders.a_proposal(second, third), raiser(second))
    with pytest.raises(ChangedMeanwhileError):
        accept(proposal, raiser(first))
    proposal.refresh_from_db()
    assert accept(proposal, raiser(first)) == third


@pytest.mark.django_db
def test_a_need_that_joined_another_is_read_only_and_passes_supports_on() -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    accept(builders.a_proposal(other, one), raiser(other))
    other.refresh_from_db()
    with pytest.raises(AlreadyMergedError):
        actions.edit(other.pk, builders.a_telling(), by=raiser(other), version=other.version)
    assert actions.support(other.pk, by=builders.a_person()) == one


@pytest.mark.django_db
def test_a_need_joins_neither_itself_nor_an_example() -> None:
    need, example = builders.a_need(), builders.a_need("Exemple")
    Need.objects.filter(pk=example.pk).update(is_example=True)
    for target in (need, example):
        with pytest.raises(CannotMergeError):
            builders.a_proposal(need, target)


@pytest.mark.django_db(transaction=True)
def test_parallel_merges_in_a_ring_lose_nothing() -> None:
    needs = [builders.a_need(title) for title in ("Un", "Deux", "Trois", "Quatre")]
    for need in needs:
        actions.support(need.pk, by=builders.a_person())
    ring = [builders.a_proposal(needs[i], needs[(i + 1) % 4]) for i in range(4)]

    def decide(proposal: MergeProposal, by: User) -> None:
        for _ in range(4):
            try:
                accept(proposal, by)
            except ChangedMeanwhileError:
                proposal.refresh_from_db()
            except TerreauError:
                break
        connection.close()

    threads = [
        threading.Thread(target=decide, args=(proposal, raiser(need)))
        for proposal, need in zip(ring, needs, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    roots = Need.objects.filter(merged_into=None)
    assert len(roots) == 1
    assert all(need.merged_into == roots[0] for need in Need.objects.exclude(pk=roots[0].pk))
    assert roots[0].account_supports == 7  # four supporters and the three whose need joined
