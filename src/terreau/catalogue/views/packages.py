"""A data set as a Data Package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from terreau.catalogue.errors import UnknownDatasetError
from terreau.catalogue.queries import page
from terreau.catalogue.queries.linked_data import as_data_package
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited("data-package", "240/m", by="network")
def data_package(request: HttpRequest, pk: int) -> HttpResponse:
    """datapackage.json, for published data only."""
    dataset = page.dataset_for(request.user, pk)
    if not dataset.is_public:
        raise UnknownDatasetError(number=pk)
    tables = page.distributions_of(dataset)
    return JsonResponse(as_data_package(dataset, tables), json_dumps_params={"ensure_ascii": False})
