"""Standards: by theme, one by one, with an empty table to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.catalogue.actions import standards as actions
from terreau.catalogue.errors import UnknownStandardError
from terreau.catalogue.forms.standards import SchemaForm
from terreau.catalogue.queries import elsewhere, standards
from terreau.catalogue.queries.columns import columns_of
from terreau.catalogue.queries.listing import cards
from terreau.catalogue.standards import draft_of, example_of
from terreau.catalogue.standards.blank import blank_csv, blank_workbook
from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited, limited_search
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.models import TableSchema
    from terreau.catalogue.queries.columns import Column

#: Columns on a page; the widest national schema has about a hundred.
SHOWN = 45


@require_safe
@limited_search("mots")
def standards_list(request: HttpRequest) -> HttpResponse:
    """Every standard we know, by theme, or those that hold some words."""
    words = request.GET.get("mots", "").strip()[:200]
    context = {
        "shelves": standards.shelves(words),
        "words": words,
        "may_add": request.user.has_perm("catalogue.keep_schema"),
    }
    return render(request, "catalogue/standards/list.html", context)


@require_safe
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """A standard in plain words: what each column holds, and who follows it here."""
    found = standards.standard(slug)
    columns = columns_of(found.schema) if found.schema else []
    start = SHOWN if request.GET.get("suite") else 0
    context = {
        "found": found,
        "kind": standards.kind_of(found.standard) if found.standard else _("Schéma de tableau"),
        "theme": standards.label_of(found.theme),
        "columns": columns[start : start + SHOWN] if not start else columns[start:],
        "count": len(columns),
        "has_more": not start and len(columns) > SHOWN,
        "cards": cards(standards.publishers(slug)),
        "lines": elsewhere.lines(elsewhere.following(slug, standards.MOST_NAMED)),
        "may_keep": request.user.has_perm("catalogue.keep_schema"),
        "can_be_kept": bool(found.standard and found.standard.checks_tables and not found.kept),
    }
    return render(request, "catalogue/standards/standard.html", context)


@require_safe
@limited("blank-table", "60/m", by="network")
def blank(request: HttpRequest, slug: str, ending: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The empty table: CSV, or a workbook with a sheet that explains each column."""
    found = standards.standard(slug)
    if found.schema is None:
        raise UnknownStandardError
    if ending == "csv":
        answer = HttpResponse(blank_csv(found.schema), content_type="text/csv; charset=utf-8")
    else:
        labels = [
            _("Colonne"),
            _("Ce qu’elle contient"),
            _("Comment l’écrire"),
            _("Obligatoire"),
            _("Exemple"),
            _("Valeurs admises"),
        ]
        rows = [_explained(one) for one in columns_of(found.schema)]
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        answer = HttpResponse(blank_workbook(found.schema, _("Aide"), labels, rows), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{slug}.{ending}"'
    return answer


@require_safe
@limited("blank-table", "60/m", by="network")
def descriptor(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The schema itself, as programs read it."""
    found = standards.standard(slug)
    told = found.kept.descriptor if found.kept else draft_of(found.standard) if found.standard else None
    if told is None:
        raise UnknownStandardError
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@limited("blank-table", "60/m", by="network")
def example(request: HttpRequest, slug: str, verdict: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A table that follows one of our drafts, or one that makes its usual mistakes."""
    found = standards.standard(slug)
    told = example_of(found.standard, verdict) if found.standard else None
    if told is None:
        raise UnknownStandardError
    answer = HttpResponse(told, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{verdict}.csv"'
    return answer


def _explained(one: Column) -> list[str]:
    told = "\n".join(filter(None, (one.title, one.description)))
    allowed = "\n".join([*one.values, *one.rules])
    return [one.name, told, one.writing, _("oui") if one.is_required else _("non"), one.example, allowed]


@login_required
@permission_required("catalogue.keep_schema", raise_exception=True)
@require_POST
@limited("keep-schema", "60/h", by="user")
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a standard that we know at its address and check tables against it from now on."""
    found = standards.standard(slug)
    if found.standard is None:
        raise UnknownStandardError
    kept = actions.keep_standard(found.standard, by=person(request))
    return _thanked(request, kept)


@login_required
@permission_required("catalogue.keep_schema", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("keep-schema", "60/h", by="user", methods=("POST",))
def add(request: HttpRequest) -> HttpResponse:
    """Add a schema by its address or its file."""
    form = SchemaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, address = form.cleaned_data["file"], form.cleaned_data["address"]
        try:
            if file:
                content = file.read(actions.MOST_BYTES + 1)
                kept = actions.keep_from_bytes(content, file.name, by=person(request))
            else:
                kept = actions.keep_from_address(address, by=person(request))
        except TerreauError as error:
            form.add_error("file" if file else "address", f"{error} {error.advice}")
        else:
            return _thanked(request, kept)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/standards/add.html", {"form": form}, status=status)


def _thanked(request: HttpRequest, kept: TableSchema) -> HttpResponse:
    messages.success(
        request, _("« %(title)s » est gardé : les tableaux sont vérifiés avec lui.") % {"title": kept}
    )
    return redirect("catalogue:standard", kept.slug)
