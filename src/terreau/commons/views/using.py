"""Who uses a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.forms.community import UseForm
from terreau.commons.queries import page as sheets
from terreau.commons.queries import using
from terreau.foundation.limits import limited
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def uses(request: HttpRequest, pk: int) -> HttpResponse:
    """Every organisation that uses it, or did."""
    commons = sheets.commons(pk)
    page = using.page_of(commons, request.GET.get("page", "1"))
    found = list(page.object_list)
    may_end: set[int] = set()
    if request.user.is_authenticated:
        may_end = using.may_end(person(request), commons, found)
    context = {"commons": commons, "page": page, "uses": found, "may_end": may_end}
    return render(request, "commons/using/uses.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("say-use", "60/h", by="user", methods=("POST",))
def say_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one's organisation uses it; those who care for it may name any."""
    commons, author = sheets.commons(pk), person(request)
    may_name = author.has_perm("commons.say_use_of_others", commons)
    form = UseForm(request.POST or None, user=author, may_name=may_name)
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "form": form, "any": may_name or bool(form.own)}
        status = 422 if request.method == "POST" else 200
        return render(request, "commons/using/say.html", context, status=status)
    actions.say_use(pk, form.usage(), by=author)
    messages.success(request, _("L’usage est publié."))
    return redirect("commons:uses", pk)


@login_required
@require_POST
def end_use(request: HttpRequest, pk: int, use_pk: int) -> HttpResponse:
    """Say that an organisation uses it no more."""
    actions.end_use(pk, use_pk, by=person(request))
    messages.success(request, _("L’usage est marqué comme terminé."))
    return redirect("commons:uses", pk)
