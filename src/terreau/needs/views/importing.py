"""Many needs at once, from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.foundation.limits import limited
from terreau.foundation.spreadsheets import as_csv
from terreau.needs import actions
from terreau.needs.batches import LIMITS, SheetError, read
from terreau.needs.forms.acts import FileForm
from terreau.needs.forms.batch import COLUMNS, NAMES, review, sentence
from terreau.needs.forms.voice import VoiceForm
from terreau.needs.queries import personal
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_EXAMPLE = (
    "Rentrer chez soi après 21 heures sans voiture",
    "Le dernier bus part à 20 h 40. Les personnes qui travaillent le soir rentrent à pied.",
    "Mobilité",
    "Grenoble, Échirolles",
    "Personnes qui travaillent tard",
    "Un covoiturage du soir, arrêté faute de conducteurs",
    "Un trajet possible jusqu’à minuit, six jours sur sept",
)


@login_required
@permission_required("needs.import_needs", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("import-needs", "30/h", by="user", methods=("POST",))
def send(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is published by sending it."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read(file.read(LIMITS.size + 1), NAMES)
        except SheetError as error:
            form.add_error("file", sentence(error))
        else:
            return redirect("needs:batch", actions.keep_batch(sheet, file.name, by=person(request)).pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "needs/import.html", {"form": form, "limits": LIMITS}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview, line by line; then the lines that were ticked are published, all or none."""
    author = person(request)
    kept = personal.batch_of(author, pk)
    lines, form = review(kept), VoiceForm(request.POST or None, user=author)
    if request.method != "POST" or not form.is_valid():
        good = [line for line in lines if line.telling]
        context = {
            "batch": kept,
            "good": good,
            "bad": [line for line in lines if not line.telling],
            "form": form,
        }
        return render(request, "needs/batch.html", context, status=422 if request.POST else 200)
    chosen = set(request.POST.getlist("ligne"))
    tellings = [line.telling for line in lines if line.telling and str(line.number) in chosen]
    needs = actions.confirm_batch(pk, tellings, by=author, voice=form.chosen_voice())
    said = ngettext("%(n)s besoin est publié.", "%(n)s besoins sont publiés.", len(needs))
    messages.success(request, said % {"n": len(needs)})
    return redirect("needs:list")


@login_required
@require_POST
def discard_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a file that was sent."""
    actions.discard_batch(pk, by=person(request))
    messages.success(request, _("Le fichier est oublié ; rien n’a été publié."))
    return redirect("needs:import")


@require_safe
def template(_request: HttpRequest) -> HttpResponse:
    """A table to fill in, with one line as an example; the mark makes spreadsheets read its accents."""
    return as_csv("besoins-modele.csv", (words[0] for words in COLUMNS.values()), [_EXAMPLE])
