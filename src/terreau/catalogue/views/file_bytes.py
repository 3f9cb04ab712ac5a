"""Give the files of a version: the raw one, the clean one, what was corrected, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse
from django.views.decorators.http import require_safe

from terreau.catalogue.errors import UnknownReportError
from terreau.catalogue.files_for_people import faults_for_people, journal_for_people, table_for_people
from terreau.catalogue.models import Standing, State
from terreau.catalogue.queries import files, reports
from terreau.catalogue.rules import prepares
from terreau.foundation.errors import NotFoundError
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from terreau.catalogue.models import Version

#: Were a browser to show it as a page all the same, it could neither run nor load anything, nor be us.
_NOTHING = "default-src 'none'; sandbox"


@require_safe
@limited("data-file", "60/m", by="network")
def file(request: HttpRequest, code: str, what: str) -> HttpResponseBase:
    """`what` is brut or propre.csv, for programs; tableur.csv, corrections.csv or erreurs.csv, for people.

    The list of errors goes with the report. The others are there once everyone may read the data, and before
    for those who prepare them.
    """
    version = reports.report_for(request.user, code)
    if what != "erreurs.csv" and not _is_open(version) and not _prepares(request, version):
        raise UnknownReportError
    try:
        body, name = _found(version, what)
    except FileNotFoundError as error:
        raise NotFoundError from error
    media_type = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/octet-stream"
    answer = FileResponse(body, content_type=media_type, as_attachment=True, filename=name)
    # Of what is written as it goes, Django says no name.
    answer.headers.setdefault("Content-Disposition", f'attachment; filename="{name}"')
    answer.headers["Content-Security-Policy"] = _NOTHING
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _is_open(version: Version) -> bool:
    published = version.standing in (Standing.PUBLISHED, Standing.REPLACED)
    return published and version.distribution.dataset.state == State.PUBLISHED


def _prepares(request: HttpRequest, version: Version) -> bool:
    return bool(prepares(request.user, version.distribution.dataset))


def _found(version: Version, what: str) -> tuple[IO[bytes] | Iterator[bytes], str]:
    stem = f"donnees-{version.distribution.dataset_id}-v{version.number}"
    check = reports.check_of(version)
    if what == "brut":
        return files.raw_path(version).open("rb"), f"{stem}-brut{version.raw_suffix}"
    if what == "propre.csv" and version.clean_digest:
        return files.clean_path(version).open("rb"), f"{stem}.csv"
    if what == "tableur.csv" and version.parquet_digest:
        return table_for_people(version), f"{stem}-tableur.csv"
    if what == "corrections.csv" and version.journal_digest:
        return journal_for_people(version), f"{stem}-corrections.csv"
    if what == "erreurs.csv" and check is not None and check.faults_digest:
        return faults_for_people(check), f"{stem}-erreurs.csv"
    raise NotFoundError
