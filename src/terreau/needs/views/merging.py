"""Bringing two needs together: propose, announce, decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs import actions
from terreau.needs.forms.acts import MergeForm, ReasonForm
from terreau.needs.forms.filters import whole
from terreau.needs.models import MergeProposal
from terreau.needs.queries import page
from terreau.needs.queries.similar import similar_to
from terreau.needs.views.request import person
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("propose-merge", "20/h", by="user", methods=("POST",))
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that this need joins another; needs like it are listed to choose from."""
    need = page.need(pk)
    form = MergeForm(request.POST or None, initial={"target": request.GET.get("avec", "")[:20]})
    if request.method != "POST" or not form.is_valid():
        refs = [place["ref"] for place in need.places]
        text = f"{need.title}\n{need.situation}"
        context = {"need": need, "form": form}
        context["similar"] = similar_to(text, theme=need.theme, territories=refs, but=need.pk)
        return render(request, "needs/propose_merge.html", context, status=422 if request.POST else 200)
    said = form.cleaned_data
    actions.propose_merge(need.pk, said["target"], by=person(request), reason=said["reason"])
    messages.success(
        request, _("Votre proposition est publique. La personne qui a exprimé ce besoin décidera.")
    )
    return redirect(need)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse, with both needs side by side."""
    about = MergeProposal.objects.select_related("source__raised_by", "source__organisation", "target")
    proposal = get_object_or_404(about, pk=pk)
    author = person(request)
    for need in (proposal.source_id, proposal.target_id):
        refuse_hidden("needs.need", need)
    if not author.has_perm("needs.decide_merge", proposal):
        raise NotAllowedError
    form = ReasonForm(request.POST or None)
    form.fields["reason"].required = request.POST.get("decision") == "refuser"
    if request.method != "POST" or not form.is_valid():
        context = {"proposal": proposal, "form": form, "source": proposal.source, "target": proposal.target}
        return render(request, "needs/decide_merge.html", context, status=422 if request.POST else 200)
    reason = form.cleaned_data["reason"]
    if request.POST.get("decision") == "refuser":
        actions.refuse_merge(pk, by=author, reason=reason)
        messages.success(request, _("Les deux besoins restent séparés ; votre raison est publique."))
        return redirect(proposal.source)
    target = whole(request.POST.get("cible", ""))
    receiving = actions.accept_merge(pk, by=author, target=target, reason=reason)
    messages.success(request, _("Les deux besoins n’en font plus qu’un ; rien n’est perdu."))
    return redirect(receiving)


@login_required
@require_POST
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Say publicly that nobody answers for the need any more."""
    proposal = actions.announce_merge(pk, by=person(request))
    messages.success(request, _("L’annonce est publique. Vous pourrez décider dans sept jours."))
    return redirect(proposal.source)
