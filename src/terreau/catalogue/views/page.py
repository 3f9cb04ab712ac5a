"""The page of one data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.catalogue.models import DataLicence, Frequency, PersonalData, State
from terreau.catalogue.queries import page
from terreau.catalogue.queries.listing import who_publishes
from terreau.catalogue.queries.told import told_of
from terreau.foundation.slots import thing_panels
from terreau.needs.models import Theme, slug_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def dataset_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says here, how good it is, its rows, who decides about it, what relies on it."""
    dataset = page.dataset_for(request.user, pk)
    context = {
        "dataset": dataset,
        "who": who_publishes(dataset),
        "theme": Theme(dataset.theme).label,
        "theme_slug": slug_of(Theme(dataset.theme)),
        "state": State(dataset.state).label,
        "licence": DataLicence(dataset.licence).label if dataset.licence else "",
        "frequency": Frequency(dataset.frequency).label,
        "personal": PersonalData(dataset.personal_data).label,
        "distributions": page.distributions_of(dataset),
        "needs": page.needs_of(dataset),
        "told": told_of(dataset) if dataset.is_public else None,
        "panels": list(thing_panels.ask(request, dataset)) if dataset.is_public else [],
    }
    return render(request, "catalogue/dataset.html", context)
