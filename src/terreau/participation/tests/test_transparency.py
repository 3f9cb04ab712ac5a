"""The transparency report says what was done, quarter by quarter, and nothing about anyone."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from terreau.participation import actions
from terreau.participation.models import Appeal, Case, Report
from terreau.participation.queries.transparency import MOST_QUARTERS, transparency
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PAGES = ("/moderation/transparence/", "/moderation/transparence.csv", "/moderation/transparence.json")


def a_day(day: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(day))


NOW = a_day("2026-11-20T12:00")


def test_reports_decisions_delays_and_appeals_are_counted_in_their_quarter() -> None:
    author = builders.a_person()
    hidden = builders.a_hidden(builders.a_need(by=author), ground="advert")
    actions.appeal(hidden.pk, "Non.", by=author)
    hidden.refresh_from_db()
    actions.show_again(hidden.pk, by=builders.a_steward(), reason="Oui.", version=hidden.version)
    left = builders.a_report(builders.a_need(), "insult", by=builders.a_person()).case
    actions.decide(left.pk, actions.Decision("Rien."), by=builders.a_steward(), version=1)
    builders.a_report(builders.a_need(), "insult")
    Report.objects.update(made_at=a_day("2026-10-01"))
    Case.objects.update(opened_at=a_day("2026-10-01"))
    Case.objects.filter(pk=hidden.pk).update(
        decided_at=a_day("2026-10-02"), restored_at=a_day("2026-10-09"), opened_at=a_day("2026-09-30T23:00")
    )
    Case.objects.filter(pk=left.pk).update(decided_at=a_day("2026-10-01T03:00"))
    Appeal.objects.update(made_at=a_day("2026-10-03"), answered_at=a_day("2026-10-05"))
    told = transparency(NOW)
    autumn = told.quarters[0]
    assert (autumn.name, told.waiting) == ("2026-T4", 1)
    assert (autumn.by_accounts, autumn.by_visitors) == (1, 2)
    assert (autumn.left, autumn.hidden, dict(autumn.rules)) == (1, 1, {"advert": 1})
    assert dict(autumn.grounds) == {"false": 1, "insult": 2}
    assert autumn.median_decision_hours == 14.0  # 25 hours and 3 hours
    assert (autumn.appeals, autumn.granted, autumn.upheld, autumn.median_answer_hours) == (1, 1, 0, 48.0)
    assert autumn.restored == 1


def test_figures_stay_after_the_names_went() -> None:
    builders.a_hidden(builders.a_need())
    before = list(transparency().quarters[0].measures())
    actions.clear_moderation(timezone.now() + dt.timedelta(days=800))
    assert list(transparency().quarters[0].measures()) == before


def test_no_word_and_no_name_of_anyone_is_in_the_report(client: Client) -> None:
    author = builders.a_person("Zoé Zinzolin")
    need = builders.a_need("Un titre zinzolin", by=author)
    reporter = builders.a_person("Rapporteuse")
    builders.a_report(need, text="explication-secrete", by=reporter)
    builders.a_hidden(need, by=builders.a_steward("Ségolène"), reason="raison-citee")
    for path in PAGES:
        said = client.get(path).content.decode()
        for word in ("zinzolin", "Zoé", "Rapporteuse", "Ségolène", "secrete", "raison-citee", author.email):
            assert word not in said, (path, word)


def test_the_table_and_the_data_hold_the_same_figures(client: Client) -> None:
    builders.a_hidden(builders.a_need(), ground="hate")
    text = client.get(PAGES[1]).content.decode().lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    told = client.get(PAGES[2]).json()["quarters"][0]
    assert {row["trimestre"] for row in rows} == {told["quarter"]}
    figures = [(one["measure"], one["detail"], one["value"]) for one in told["figures"]]
    assert [(row["mesure"], row["detail"]) for row in rows] == [one[:2] for one in figures]
    assert ("decisions_masquer_par_regle", "hate", 1) in figures


def test_before_the_first_report_the_page_says_so_and_later_it_is_made_again(client: Client) -> None:
    answer = client.get(PAGES[0])
    assert "Rien n’a encore été signalé" in answer.content.decode()
    tag = {"If-None-Match": answer["ETag"]}
    assert client.get(PAGES[0], headers=tag).status_code == 304
    builders.a_report(builders.a_need())
    page = client.get(PAGES[0], headers=tag)
    assert "D’octobre à décembre" in page.content.decode() or "De " in page.content.decode()
    assert "1 signalement attend" in page.content.decode()


def test_three_years_are_shown_and_no_more() -> None:
    for year in (2020, 2023, 2024, 2026):
        builders.a_report(builders.a_need())
        newest = Report.objects.order_by("-pk")[:1].values("pk")
        Report.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
            made_at=a_day(f"{year}-05-05")
        )
    names = [one.name for one in transparency(NOW).quarters]
    assert "2020-T2" not in names
    assert len(names) <= MOST_QUARTERS
    assert "2024-T2" in names
