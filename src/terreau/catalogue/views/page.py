"""The page of one data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.catalogue.models import DataLicence, Frequency, PersonalData, State
from terreau.catalogue.queries import corrections, page, quality, reports
from terreau.catalogue.queries.first_rows import first_rows
from terreau.catalogue.queries.linked_data import as_linked_data
from terreau.catalogue.queries.listing import who_publishes
from terreau.catalogue.queries.told import told_of
from terreau.catalogue.rules import prepares
from terreau.foundation.slots import thing_panels
from terreau.needs.models import Theme, slug_of
from terreau.needs.queries.linked_data import as_script

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def dataset_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says here, how good it is, its rows, who decides about it, what relies on it."""
    dataset = page.dataset_for(request.user, pk)
    distributions = page.distributions_of(dataset)
    shown = next((one.published for one in distributions if one.published), None)
    reads = shown is not None and (dataset.is_public or prepares(request.user, dataset))
    may_prepare = bool(prepares(request.user, dataset))
    context = {
        "dataset": dataset,
        "who": who_publishes(dataset),
        "theme": Theme(dataset.theme).label,
        "theme_slug": slug_of(Theme(dataset.theme)),
        "state": State(dataset.state).label,
        "licence": DataLicence(dataset.licence).label if dataset.licence else "",
        "frequency": Frequency(dataset.frequency).label,
        "personal": PersonalData(dataset.personal_data).label,
        "shown": shown if reads else None,
        "addressed": next((one for one in distributions if one.url), None) if reads or may_prepare else None,
        "check": reports.check_of(shown) if shown and reads else None,
        "rows": first_rows(shown) if shown and reads else None,
        "versions": reports.versions_of(pk) if reads else [],
        "quality": quality.explained(dataset),
        "quality_said": quality.sentence(dataset.quality),
        "in_hand": reports.in_hand(pk) if may_prepare else None,
        "may_prepare": may_prepare,
        "may_change": rules.has_perm("catalogue.change_dataset", request.user, dataset),
        "may_withdraw": rules.has_perm("catalogue.withdraw_dataset", request.user, dataset),
        "uses": page.uses_of(dataset) if dataset.is_public else [],
        "corrections": corrections.of_dataset(pk) if dataset.is_public else [],
        "needs": page.needs_of(dataset),
        "linked_data": as_script(as_linked_data(dataset, distributions)) if dataset.is_public else "",
        "told": told_of(dataset) if dataset.is_public else None,
        "panels": list(thing_panels.ask(request, dataset)) if dataset.is_public else [],
    }
    return render(request, "catalogue/dataset.html", context)
