"""Pages of photographs and files, and what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited
from terreau.participation import actions
from terreau.participation.file_errors import CutUploadError
from terreau.participation.forms.conversation import mediating_organisation
from terreau.participation.forms.files import AttachForm, DescribeAgainForm, RemoveForm
from terreau.participation.kinds import Kind, kind_of, thing_named
from terreau.participation.pace import ATTACHMENTS
from terreau.participation.queries import files
from terreau.participation.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.participation.models import Attachment

#: The last field of the form, after the file: an upload that was cut does not hold it.
LAST_FIELD = "fin"


@require_safe
def album(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Every photograph and file of a thing."""
    kind, thing = thing_named(slug, key)
    page = files.page_of_files(thing, request.GET.get("page", 1))
    context = {**_about(kind, thing), "page": page, "files": files.shown(page.object_list)}
    return render(request, "participation/files/album.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("attach", ATTACHMENTS, by="user", methods=("POST",))
def add(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Attach a photograph or a file; what was written is kept when the file is refused."""
    kind, thing = thing_named(slug, key)
    by = person(request)
    sent = request.method == "POST"
    form = AttachForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        mediates=rules.has_perm("people.act_for_someone", by),
    )
    if not sent:
        return render(request, "participation/files/add.html", {**_about(kind, thing), "form": form})
    status = 422
    if LAST_FIELD not in request.POST:
        form.is_valid()
        status = _told(form, CutUploadError())
    elif form.is_valid():
        try:
            attachment = _attached(form, thing, by)
        except TerreauError as error:
            status = _told(form, error)
        else:
            messages.success(request, _("C’est ajouté. Merci !"))
            return redirect(attachment)
    return render(
        request, "participation/files/add.html", {**_about(kind, thing), "form": form}, status=status
    )


def _attached(form: AttachForm, thing: Any, by: Any) -> Attachment:
    told = form.cleaned_data
    for_someone = bool(told.get("for_someone"))
    sent = actions.Sent(
        name=told["file"].name or "",
        data=told["file"].read(),
        words=_words(told),
        for_someone=for_someone,
        organisation=mediating_organisation(by) if for_someone else None,
    )
    return actions.attach(thing, sent, by=by, key=told.get("key"))


def _told(form: AttachForm, error: TerreauError) -> int:
    """Say an error beside the file, where its remedy is; answer its status."""
    form.add_error("file", f"{error} {error.advice}")
    return error.status


def _words(told: dict[str, Any]) -> actions.Words:
    return actions.Words(told["description"], told["caption"], told["credit"], told["licence"])


def _about(kind: Kind, thing: Any) -> dict[str, object]:
    return {
        "kind": kind,
        "title": kind.title(thing),
        "thing_url": kind.url(thing),
        "here": reverse("participation:files", args=(kind.slug, thing.pk)),
        "open": kind.open_to_words(thing),
    }


@require_safe
def file_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One photograph or file, with all that is said of it."""
    attachment, about = _found(pk)
    before, after = files.neighbours(attachment, files.standing(about.pop("thing")))
    context = {
        **about,
        "file": files.file_of(attachment),
        "report": _report(pk),
        "before": before,
        "after": after,
        "may_describe": rules.has_perm("participation.describe_file", request.user, attachment),
        "may_remove": rules.has_perm("participation.remove_file", request.user, attachment),
    }
    return render(request, "participation/files/file.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("describe-file", "60/h", by="user", methods=("POST",))
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say better what a file shows."""
    attachment, _about_it = _found(pk)
    by = person(request)
    actions.require(by, "participation.describe_file", attachment)
    fields = ("description", "caption", "credit", "licence", "version")
    form = DescribeAgainForm(
        request.POST or None, initial={name: getattr(attachment, name) for name in fields}
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.describe(pk, _words(told), by=by, version=told["version"])
        messages.success(request, _("C’est modifié ; les mots d’avant restent lisibles."))
        return redirect(attachment)
    context = {"form": form, "file": files.file_of(attachment)}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/files/describe.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away, with a public reason."""
    attachment, about = _found(pk)
    by = person(request)
    actions.require(by, "participation.remove_file", attachment)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove_file(pk, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est retiré, et le journal dit pourquoi."))
        return redirect(str(about["here"]))
    context = {"form": form, "file": files.file_of(attachment)}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/files/remove.html", context, status=status)


def _report(pk: int) -> str:
    """Where to say that something is wrong with it; "" in a house where nothing is moderated yet."""
    try:
        return reverse("participation:report", args=(files.KIND, pk))
    except NoReverseMatch:
        return ""


def _found(pk: int) -> tuple[Attachment, dict[str, Any]]:
    attachment = files.file(pk)
    thing = actions.thing_of_file(attachment)
    return attachment, {**_about(kind_of(thing), thing), "thing": thing}
