"""Letters leave without anyone asking: at once for those who want it, every ten minutes for what is due."""

from __future__ import annotations

import pytest
from django.core import mail

from terreau.participation.tests import builders


@pytest.mark.django_db(transaction=True)
def test_who_asks_to_know_at_once_is_written_to_when_the_act_stands() -> None:
    need, reader = builders.a_need(), builders.a_person()
    builders.a_follow(reader, need, rhythm="at-once")
    builders.a_comment(need)
    assert [letter.to for letter in mail.outbox] == [[reader.email]]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_written_to_when_nobody_asked_to_know_at_once() -> None:
    need = builders.a_need()
    builders.a_follow(builders.a_person(), need)
    builders.a_comment(need)
    assert mail.outbox == []
