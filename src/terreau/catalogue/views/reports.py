"""The report of a file: what is wrong, what can be mended, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terreau.catalogue import actions
from terreau.catalogue.forms.bringing import ReadingForm
from terreau.catalogue.forms.describing import ReasonForm
from terreau.catalogue.models import Job, Standing, TableSchema
from terreau.catalogue.queries import reports
from terreau.catalogue.rules import in_charge, prepares
from terreau.catalogue.views.request import person
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.catalogue.models import Check, Version


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has its address reads it; those who prepare the data also mend."""
    version = reports.report_for(request.user, code)
    dataset = version.distribution.dataset
    check = reports.check_of(version)
    may_prepare = prepares(request.user, dataset)
    context = {
        "version": version,
        "dataset": dataset,
        "check": check,
        "standing": Standing(version.standing).label,
        "job": Job(version.job).label if version.job else "",
        "verdict": reports.verdict_of(version, check) if check else None,
        "understood": reports.understood_of(version),
        "columns": reports.columns_of(version) if may_prepare else ([], 0),
        "rules": reports.rules_of(check) if check else [],
        "findings": reports.read_by_reader(check.findings) if check else [],
        "candidates": reports.read_by_reader(check.candidates) if check else [],
        "personal": reports.read_by_reader(version.personal),
        "repairs": reports.repairs_of(check) if check else [],
        "may_prepare": may_prepare,
        "may_confirm": may_prepare and in_charge(request.user, dataset),
        "open": version.standing in (Standing.CHECKED, Standing.READY, Standing.UNREADABLE),
        "reading": _reading(version, check) if may_prepare else None,
        "reason": ReasonForm(prefix="personal"),
    }
    answer = render(request, "catalogue/report.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _reading(version: Version, check: Check | None, data: object = None) -> ReadingForm:
    chosen = str(check.schema_id or "aucun") if check and check.schema_chosen else ""
    delimiter = version.options.get("delimiter", "")
    initial = {**version.options, "schema": chosen, "delimiter": "tab" if delimiter == "\t" else delimiter}
    schemas = list(TableSchema.objects.filter(current=True).defer("descriptor").order_by("title", "pk"))
    return ReadingForm(data, schemas=schemas, initial=initial)


@login_required
@require_POST
@limited("read-data", "120/h", by="user")
def read_again(request: HttpRequest, code: str) -> HttpResponse:
    """Read the file otherwise, and check it again."""
    version = reports.report(code)
    form = _reading(version, reports.check_of(version), request.POST)
    if form.is_valid():
        actions.read_otherwise(
            version.pk, form.options(), by=person(request), chosen=form.chosen, schema=form.chosen_schema()
        )
        actions.go_on(version.pk, Job.CHECK)
    else:
        messages.error(request, _("Ces réglages ne sont pas compris : rien n’a changé."))
    return redirect(version)


@login_required
@require_POST
@limited("mend-data", "120/h", by="user")
def mend(request: HttpRequest, code: str) -> HttpResponse:
    """Make the table clean with the repairs that are ticked, then describe it."""
    version = reports.report(code)
    actions.accept(version.pk, request.POST.getlist("repair"), by=person(request))
    actions.go_on(version.pk, Job.MEND)
    version.refresh_from_db()
    if version.standing == Standing.READY:
        messages.success(request, _("Le tableau est au propre. Le fichier d’origine est gardé tel quel."))
    return redirect(version)


@login_required
@require_POST
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stop what is being done with a large file."""
    version = reports.report(code)
    actions.stop(version.pk, by=person(request))
    messages.success(request, _("C’est demandé : l’arrêt se fait au prochain pas."))
    return redirect(version)


@login_required
@require_POST
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Check once more a file that was stopped or could not be read."""
    version = reports.report(code)
    actions.require(person(request), "catalogue.prepare_dataset", version.distribution.dataset)
    actions.go_on(version.pk, Job.CHECK)
    return redirect(version)


@login_required
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """The person in charge says that what was detected about people may be published."""
    version = reports.report(code)
    form = ReasonForm(request.POST, prefix="personal")
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.confirm_personal(version.pk, by=person(request), reason=reason)
    messages.success(request, _("C’est confirmé, avec votre raison."))
    return redirect(f"{reverse('catalogue:report', args=(code,))}#personnes")
