"""Contributions to a commons: the ledger, its table, declaring, objecting, settling, recognising."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.forms.ledger import DeclareForm, RecogniseForm, SettleForm
from terreau.commons.models import OBJECTION_DAYS, Contribution, Gave
from terreau.commons.queries import ledger
from terreau.commons.queries import page as sheets
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.foundation.spreadsheets import harmless
from terreau.needs.forms.acts import ReasonForm
from terreau.needs.views.request import person
from terreau.recognition.queries.personal import badges_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import Commons


@require_safe
def contributions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was given to a commons: totals of what is kept, then every entry."""
    commons = sheets.commons(pk)
    page = ledger.page_of(commons, request.GET.get("page", "1"))
    context = {
        "commons": commons,
        "page": page,
        "rows": [(one, ledger.for_whom(one), ledger.state_said(one)) for one in page.object_list],
        "totals": ledger.totals_of(commons),
        "days": OBJECTION_DAYS,
    }
    return render(request, "commons/ledger/ledger.html", context)


@require_safe
@limited("ledger-table", "12/m", by="network")
def table(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The ledger as CSV, ten thousand lines at most."""
    commons = sheets.commons(pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contributions-{commons.pk}.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer, delimiter=";")
    rows.writerow(
        ("numero", "adresse", "sorte", "quantite", "unite", "quoi", "pour", "fait_le", "declaree_le", "etat")
    )
    for one in ledger.entries_of(commons)[:10_000]:
        rows.writerow(
            [
                one.pk,
                settings.ADDRESS + one.get_absolute_url(),
                Gave(one.gave).label,
                f"{one.quantity.normalize():f}",
                harmless(one.unit),
                harmless(one.words),
                harmless(ledger.for_whom(one)),
                one.done_on.isoformat(),
                one.declared_at.date().isoformat(),
                ledger.state_said(one),
            ]
        )
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("declare-contribution", "120/h", by="user", methods=("POST",))
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare what one gave; a person who is not in the community is shown how to enter it."""
    commons, author = sheets.commons(pk), person(request)
    if not author.has_perm("commons.declare", commons):
        messages.info(
            request, _("Rejoignez d’abord la communauté : vous pourrez ensuite dire ce que vous apportez.")
        )
        return redirect("commons:join", pk)
    form = DeclareForm(
        request.POST or None, user=author, may_name=author.has_perm("commons.declare_for_a_group", commons)
    )
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "form": form, "days": OBJECTION_DAYS}
        status = 422 if request.method == "POST" else 200
        return render(request, "commons/ledger/declare.html", context, status=status)
    made = actions.declare(pk, form.given(), by=author, key=form.cleaned_data.get("key"))
    messages.success(
        request,
        _("C’est dit. La communauté peut y objecter pendant %(days)s jours.") % {"days": OBJECTION_DAYS},
    )
    return redirect(made)


@require_safe
def contribution(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """One entry: what, by whom, for whom, objections, what became of it, the badge it gave."""
    commons = sheets.commons(pk)
    entry = ledger.entry(commons, key)
    context = {
        "commons": commons,
        "entry": entry,
        "kept": entry.is_kept(),
        "state": ledger.state_said(entry),
        "whom": ledger.for_whom(entry),
        "objections": list(entry.objections.select_related("by").order_by("at", "pk")),
        "rights": _rights(request, commons, entry),
        "settle": SettleForm(),
        "badges": RecogniseForm(badges=_badges(request, entry)),
    }
    return render(request, "commons/ledger/contribution.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("object-contribution", "60/h", by="user", methods=("POST",))
def object_to(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Say that a contribution is not so, and why."""
    commons, author = sheets.commons(pk), person(request)
    entry = ledger.entry(commons, key)
    if not author.has_perm("commons.object", commons):
        raise NotAllowedError
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "entry": entry, "form": form}
        return render(request, "commons/ledger/object.html", context)
    actions.object_to(pk, key, by=author, reason=form.cleaned_data["reason"])
    messages.success(request, _("Votre objection est publiée : la communauté tranchera."))
    return redirect(entry)


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Settle what was objected to, with a public reason."""
    entry = ledger.entry(sheets.commons(pk), key)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dites ce qu’elle devient, et pourquoi."))
        return redirect(entry)
    said = form.cleaned_data
    actions.settle(
        pk,
        key,
        by=person(request),
        keep=said["keep"] == "yes",
        reason=said["reason"],
        quantity=said["quantity"] or None,
    )
    messages.success(request, _("C’est tranché, avec la raison."))
    return redirect(entry)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take back what one declared."""
    actions.withdraw(pk, key, by=person(request))
    messages.success(request, _("La contribution est retirée."))
    return redirect("commons:contributions", pk)


@login_required
@require_POST
def recognise(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Give a badge of which this contribution is the evidence, in one gesture."""
    entry = ledger.entry(sheets.commons(pk), key)
    form = RecogniseForm(request.POST, badges=_badges(request, entry))
    if not form.is_valid():
        messages.error(request, _("Choisissez un badge que vous pouvez donner."))
        return redirect(entry)
    code = actions.recognise(pk, key, form.badges[form.cleaned_data["badge"]], by=person(request))
    messages.success(request, _("Le badge est donné, avec cette contribution pour preuve."))
    return redirect("recognition:award", code) if not entry.user else redirect(entry)


def _badges(request: HttpRequest, entry: Contribution) -> list[object]:
    """Badges that this person may give for this entry."""
    if not request.user.is_authenticated or entry.award or not entry.is_kept():
        return []
    return [badge for badge in badges_of(person(request))[:50] if badge.retired_at is None]


def _rights(request: HttpRequest, commons: Commons, entry: Contribution) -> dict[str, bool]:
    if not request.user.is_authenticated:
        return {"object": False, "settle": False, "withdraw": False}
    user = person(request)
    open_still = entry.state in {"declared", "objected"} and not entry.is_kept()
    return {
        "object": open_still and user.has_perm("commons.object", commons),
        "settle": entry.state == "objected" and user.has_perm("commons.settle", commons),
        "withdraw": open_still and entry.declared_by_id == user.pk,
    }
