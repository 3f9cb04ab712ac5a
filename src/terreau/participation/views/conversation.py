"""The page of a conversation, and what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.participation import actions
from terreau.participation.errors import UnknownCommentError
from terreau.participation.forms.conversation import MendForm, ReasonForm, SayForm, mediating_organisation
from terreau.participation.kinds import Kind, kind_of, thing_named
from terreau.participation.queries import conversation as talks
from terreau.participation.rules.conversation import answers_for_thing
from terreau.participation.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.participation.models import Comment

_DIGITS = 18


@require_http_methods(["GET", "HEAD", "POST"])
@limited("speak", "40/h", by="user", methods=("POST",))
def conversation(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Read what is said about a thing; say something, on the same page."""
    kind, thing = thing_named(slug, key)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        return _said(request, kind, thing)
    return _shown(request, kind, thing, _form(request, None))


def _said(request: HttpRequest, kind: Kind, thing: Any) -> HttpResponse:
    form = _form(request, request.POST)
    if form is None or not form.is_valid():
        return _shown(request, kind, thing, form, status=422)
    by, told = person(request), form.cleaned_data
    for_someone = bool(told.get("for_someone"))
    said = actions.Said(
        text=told["text"],
        intent=told.get("intent") or "comment",
        reply_to=told.get("reply_to"),
        for_someone=for_someone,
        organisation=mediating_organisation(by) if for_someone else None,
    )
    comment = actions.say(thing, said, by=by, key=told.get("key"))
    messages.success(request, _("Votre message est publié."))
    return redirect(address_of(comment))


def _form(request: HttpRequest, data: Any) -> SayForm | None:
    if not request.user.is_authenticated:
        return None
    asked = (data or request.GET).get("reply_to" if data else "repondre", "")
    reply_to = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else None
    return SayForm(data, mediates=rules.has_perm("people.act_for_someone", request.user), reply_to=reply_to)


def _shown(
    request: HttpRequest, kind: Kind, thing: Any, form: SayForm | None, *, status: int = 200
) -> HttpResponse:
    talk = talks.talk_about(thing, request.user, request.GET.get("page", 1))
    context = {
        "kind": kind,
        "thing": thing,
        "title": kind.title(thing),
        "thing_url": kind.url(thing),
        "here": request.path,
        "talk": talk,
        "page": talk.page,
        "form": form,
        "replying": _replying(form, talk),
        "open": talk.conversation.closed_at is None and kind.open_to_words(thing),
        "may_close": rules.has_perm("participation.close_conversation", request.user, thing),
        "answers": bool(answers_for_thing(request.user, thing)),
    }
    return render(request, "participation/conversation/conversation.html", context, status=status)


def _replying(form: SayForm | None, talk: talks.Talk) -> str:
    """To whom one replies, in words."""
    wanted = form.initial["reply_to"] if form is not None else None
    every = [message for thread in talk.threads for message in (thread.first, *thread.replies)]
    return next((message.who for message in every if message.pk == wanted), "")


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The lasting address of a message leads to it, wherever its page is today."""
    return redirect(address_of(talks.comment(pk)))


@require_safe
def wordings(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The former address of the versions of a message."""
    return redirect("participation:history", "message", pk, permanent=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("mend", "40/h", by="user", methods=("POST",))
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the wording of one's own message."""
    comment, by = _standing(pk), person(request)
    actions.require(by, "participation.edit_comment", comment)
    form = MendForm(request.POST or None, initial={"text": comment.text, "version": comment.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        mended = actions.mend(pk, told["text"], by=by, version=told["version"])
        messages.success(request, _("Votre message est modifié ; les versions d’avant restent lisibles."))
        return redirect(address_of(mended))
    context = {"form": form, "comment": comment, "back": address_of(comment)}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/conversation/mend.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own message back."""
    comment, by = _standing(pk), person(request)
    actions.require(by, "participation.withdraw_comment", comment)
    if request.method != "POST":
        context = {"comment": comment, "back": address_of(comment)}
        return render(request, "participation/conversation/withdraw.html", context)
    actions.withdraw_comment(pk, by=by)
    messages.success(request, _("Votre message est retiré, avec ses versions d’avant."))
    return redirect(address_of(comment))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Close a conversation, or open it again, with a public reason."""
    kind, thing = thing_named(slug, key)
    by = person(request)
    actions.require(by, "participation.close_conversation", thing)
    closed = talks.conversation_of(thing).closed_at is not None
    here = reverse("participation:conversation", args=(slug, key))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = actions.reopen_conversation if closed else actions.close_conversation
        act(thing, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est fait, et le journal le dit."))
        return redirect(here)
    context = {"form": form, "closed": closed, "title": kind.title(thing), "back": here}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/conversation/close.html", context, status=status)


def address_of(comment: Comment) -> str:
    """Where a message is read now."""
    spoken_of = comment.conversation
    here = reverse("participation:conversation", args=(kind_of(spoken_of.kind).slug, spoken_of.thing))
    number = talks.page_with(comment)
    return f"{here}{f'?page={number}' if number > 1 else ''}#message-{comment.pk}"


def _standing(pk: int) -> Comment:
    comment = talks.comment(pk)
    if comment.withdrawn_at is not None:
        raise UnknownCommentError
    actions.thing_of(comment)  # refuses what hangs on a thing that is hidden
    return comment
