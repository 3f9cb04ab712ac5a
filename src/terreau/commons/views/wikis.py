"""The pages of a commons taken away, and those of a MediaWiki brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.commons import actions
from terreau.commons.errors import LongHistoryError, RefusedWikiError
from terreau.commons.forms.carrying import WikiForm
from terreau.commons.queries import carrying, taking_wiki
from terreau.commons.queries import page as sheets
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponse, HttpResponseBase


@require_safe
@limited("wiki-markdown", "12/m", by="network")
def markdown(request: HttpRequest, pk: int) -> HttpResponseBase:  # noqa: ARG001 - a view's signature
    """The pages as Markdown files in a zip."""
    commons = sheets.commons(pk)
    file = taking_wiki.in_a_file(commons, taking_wiki.write_markdown)
    name = f"{slugify(commons.title)[:60] or 'commun'}-pages.zip"
    return FileResponse(file, content_type="application/zip", as_attachment=True, filename=name)


@require_safe
@limited("wiki-xml", "4/m", by="network")
def xml(request: HttpRequest, pk: int) -> HttpResponseBase:  # noqa: ARG001 - a view's signature
    """The pages with their history, for a MediaWiki; raises LongHistoryError."""
    commons = sheets.commons(pk)
    if carrying.is_long(commons):
        raise LongHistoryError
    file = taking_wiki.in_a_file(commons, taking_wiki.write_xml)
    name = f"{slugify(commons.title)[:60] or 'commun'}-mediawiki.xml"
    return FileResponse(file, content_type="application/xml", as_attachment=True, filename=name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("bring-wiki", "30/h", by="user", methods=("POST",))
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in the pages of a MediaWiki: tried and told first, then confirmed."""
    commons, author = sheets.commons(pk), person(request)
    if not author.has_perm("commons.bring_wiki", commons):
        raise NotAllowedError
    sent = request.method == "POST"
    form = WikiForm(request.POST if sent else None, request.FILES if sent else None, user=author)
    context: dict[str, object] = {"commons": commons, "form": form}
    if not sent or not form.is_valid():
        return render(request, "commons/pages/bring.html", context, status=422 if sent else 200)
    confirmed = bool(form.cleaned_data.get("token"))
    try:
        with form.path.open("rb") as file:
            brought = actions.bring_wiki(pk, file, by=author, dry_run=not confirmed)
    except RefusedWikiError as fault:
        form.add_error("file", f"{fault} {fault.advice}")
        return render(request, "commons/pages/bring.html", context, status=fault.status)
    if confirmed:
        messages.success(request, _("Les pages du wiki sont ici, avec leur histoire."))
        return redirect("commons:pages", pk)
    return render(request, "commons/pages/bring.html", {**context, "brought": brought})
