"""Pages of a commons: read, written, protected, printed as one booklet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.commons import actions
from terreau.commons.errors import PageConflictError, PageProtectedError, PageThereError, PageTitleError
from terreau.commons.forms.pages import EditPageForm, NewPageForm, ProtectForm
from terreau.commons.queries import page as sheets
from terreau.commons.queries import wiki
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs.views.request import person, refuse_large
from terreau.participation.pace import keep_pace_together

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.commons.models import Commons, WikiPage


@require_safe
def page_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All the pages of a commons."""
    commons = sheets.commons(pk)
    page = wiki.page_of(commons, request.GET.get("page", "1"))
    known = request.user.is_authenticated
    may_bring = known and request.user.has_perm("commons.bring_wiki", commons)
    context = {"commons": commons, "page": page, "pages": page.object_list, "may_bring": may_bring}
    return render(request, "commons/pages/list.html", context)


@require_safe
def one_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One page: contents, text, links, what leads to it."""
    commons = sheets.commons(pk)
    found = wiki.page(commons, slug)
    context = {
        "commons": commons,
        "page": found,
        "read": wiki.read(found),
        "leading": wiki.leading_here(found),
        "protected": found.is_protected(),
        "may_protect": request.user.is_authenticated and request.user.has_perm("commons.protect_page", found),
    }
    return render(request, "commons/pages/page.html", context)


@require_safe
@limited("booklet", "30/m", by="network")
def booklet(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole commons on one page, to print: its sheet, its pages in the order they were made."""
    commons = sheets.commons(pk)
    context = {
        "commons": commons,
        "pages": wiki.booklet(commons),
        "voice": sheets.voice_of(commons),
        "licence": sheets.licence_of(commons),
        "community": sheets.community_of(commons),
    }
    return render(request, "commons/pages/booklet.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("write-page", "60/h", by="user", methods=("POST",))
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new page."""
    refuse_large(request)
    commons, author = sheets.commons(pk), person(request)
    begun = {"title": request.GET.get("page", "")[:160].replace("-", " ").capitalize()}
    form = NewPageForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        keep_pace_together(request, author, said["text"])
        try:
            made = actions.write_page(pk, said["title"], said["text"], by=author, reason=said["reason"])
        except (PageThereError, PageTitleError) as fault:
            form.add_error("title", f"{fault} {fault.advice}")
        else:
            messages.success(request, _("La page est publiée."))
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, "commons/pages/write.html", {"commons": commons, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("edit-page", "240/h", by="user", methods=("POST",))
def edit(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Change a page: put together with what others wrote meanwhile, or both shown and nothing lost."""
    refuse_large(request)
    commons, author = sheets.commons(pk), person(request)
    found = wiki.page(commons, slug)
    if not author.has_perm("commons.edit_page", found):
        _say_why(found)
    form = EditPageForm(request.POST or None, initial={"text": found.text, "version": found.version})
    if request.method != "POST" or not form.is_valid():
        return _form(request, commons, found, form)
    said = form.cleaned_data
    keep_pace_together(request, author, said["text"])
    try:
        kept = actions.edit_page(
            found.pk, said["text"], by=author, version=said["version"], reason=said["reason"]
        )
    except PageConflictError as fault:
        renewed = request.POST.copy()
        renewed["version"] = str(fault.current.version)
        return _form(request, commons, fault.current, EditPageForm(renewed), fault)
    if kept.version > said["version"] + 1:
        messages.success(request, _("C’est publié, réuni avec ce que d’autres ont écrit pendant ce temps."))
    else:
        messages.success(request, _("C’est publié ; l’ancienne version reste dans l’historique."))
    return redirect(kept)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protect(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Protect a page for a time, with a public reason, or open it again."""
    commons, author = sheets.commons(pk), person(request)
    found = wiki.page(commons, slug)
    if not author.has_perm("commons.protect_page", found):
        raise NotAllowedError
    form = ProtectForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "page": found, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "commons/pages/protect.html", context, status=status)
    kept = actions.protect_page(found.pk, by=author, until=form.until(), reason=form.cleaned_data["reason"])
    said = _("La page est protégée.") if kept.is_protected() else _("La page est ouverte à tous.")
    messages.success(request, said)
    return redirect(found)


def _say_why(found: WikiPage) -> None:
    if found.is_protected():
        raise PageProtectedError.about(found)
    raise NotAllowedError


def _form(
    request: HttpRequest,
    commons: Commons,
    found: WikiPage,
    form: EditPageForm,
    conflict: PageConflictError | None = None,
) -> HttpResponse:
    status = 409 if conflict else 422 if request.method == "POST" else 200
    context = {"commons": commons, "page": found, "form": form, "conflict": conflict}
    return render(request, "commons/pages/edit.html", context, status=status)
