"""Components: the list, one of them with who uses it and who a change would reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.errors import ComponentThereError
from terreau.commons.forms.ledger import ComponentForm, UseComponentForm
from terreau.commons.queries import components, fitting, personal, reach
from terreau.commons.queries import page as sheets
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.licences import understand
from terreau.foundation.limits import limited
from terreau.needs.views.request import person, refuse_large

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def component_list(request: HttpRequest) -> HttpResponse:
    """Every component, the most reused first."""
    page = components.page_of(request.GET.get("page", "1"))
    return render(request, "commons/components/list.html", {"page": page, "components": page.object_list})


@require_safe
def component(request: HttpRequest, pk: int) -> HttpResponse:
    """One component: interface, version, licence, who uses it, who a change would reach."""
    found = components.component(pk)
    reached = reach.reached_by(found)
    page = reach.page_of(reached, request.GET.get("page", "1"))
    hits = list(page.object_list)
    context = {
        "component": found,
        "commons": found.commons,
        "licence": understand(found.licence_said) if found.licence_said else None,
        "page": page,
        "hits": hits,
        "direct": sum(at.step == 1 for at in reached),
        "further": sum(at.step > 1 for at in reached),
        "stopped": len(reached) >= reach.MOST_FOLLOWED,
        "drawing": reach.drawn(found, hits) if hits else None,
        "drawn": min(len(hits), reach.MOST_DRAWN),
        "may_change": request.user.is_authenticated
        and request.user.has_perm("commons.change_components", found.commons),
    }
    return render(request, "commons/components/component.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("declare-component", "60/h", by="user", methods=("POST",))
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a part that other commons may take."""
    refuse_large(request)
    commons, author = sheets.commons(pk), person(request)
    if not author.has_perm("commons.change_components", commons):
        raise NotAllowedError
    form = ComponentForm(request.POST or None)
    del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare_component(pk, form.part(), by=author)
        except ComponentThereError as fault:
            form.add_error("title", f"{fault} {fault.advice}")
        else:
            messages.success(request, _("Le composant est publié."))
            return redirect(made)
    status = 422 if request.method == "POST" else 200
    return render(request, "commons/components/edit.html", {"commons": commons, "form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("change-component", "60/h", by="user", methods=("POST",))
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a component, knowing who it reaches."""
    refuse_large(request)
    found, author = components.component(pk), person(request)
    if not author.has_perm("commons.change_components", found.commons):
        raise NotAllowedError
    form = ComponentForm(request.POST or None, component=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_component(pk, form.part(), by=author, reason=form.cleaned_data["reason"])
        except ComponentThereError as fault:
            form.add_error("title", f"{fault} {fault.advice}")
        else:
            messages.success(request, _("Le composant est publié."))
            return redirect(found)
    context = {"commons": found.commons, "form": form, "reached": len(reach.reached_by(found))}
    status = 422 if request.method == "POST" else 200
    return render(request, "commons/components/edit.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("use-component", "60/h", by="user", methods=("POST",))
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one of one's commons uses it."""
    found, author = components.component(pk), person(request)
    own = [one for one in personal.cared_for_by(author) if one.pk != found.commons_id]
    form = UseComponentForm(request.POST or None, own=own)
    if request.method != "POST" or not form.is_valid():
        context = {
            "component": found,
            "commons": found.commons,
            "form": form,
            "own": own,
            "fits": fitting.fits_into(found, own[:20]),
        }
        status = 422 if request.method == "POST" else 200
        return render(request, "commons/components/use.html", context, status=status)
    said = form.cleaned_data
    actions.use_component(
        int(said["commons"]),
        pk,
        by=author,
        used_version=said["used_version"],
        quantity=said["quantity"],
        modified=said["modified"],
        purpose=said["purpose"],
    )
    messages.success(request, _("C’est dit : ce commun se sert de ce composant."))
    return redirect(found)


@login_required
@require_POST
def end_use(request: HttpRequest, pk: int, commons_pk: int) -> HttpResponse:
    """Say that a commons uses it no more."""
    actions.end_component_use(commons_pk, pk, by=person(request))
    messages.success(request, _("C’est noté : ce commun ne s’en sert plus."))
    return redirect("commons:component", pk)
