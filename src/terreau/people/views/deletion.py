"""Taking one's account away: said before, done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from terreau.foundation.slots import account_deletion
from terreau.people import actions
from terreau.people.forms.persons import DeletionForm
from terreau.people.views.request import sent, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    form = DeletionForm(sent(request))
    if form.is_valid():
        actions.delete_account(person)
        logout(request)
        return redirect("people:gone")
    stays = [sentence for sentence in account_deletion.ask(person.pk, False) if sentence]
    return render(request, "people/delete_account.html", {"form": form, "stays": stays})


@require_GET
def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "people/gone.html")
