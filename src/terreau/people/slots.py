"""What this room shows on the pages of others, and says of a person when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Kept, Panel
from terreau.people import actions, providers, queries, retention
from terreau.people.models import Belonging, Organisation, Role, User

if TYPE_CHECKING:
    from django.http import HttpRequest

#: How many lines a panel shows before it leads elsewhere.
SHOWN = 10


def organisations_to_verify(_request: HttpRequest) -> Panel | None:
    """For stewards: who waits to be vouched for."""
    waiting = queries.awaiting_verification()
    if not (first := list(waiting[: SHOWN + 1])):
        return None
    context: dict[str, object] = {"organisations": first[:SHOWN]}
    if len(first) > SHOWN:
        context["more"] = waiting.count() - SHOWN
    return Panel(_("Organisations à vérifier"), "people/panels/organisations.html", {"more": 0, **context})


def organisations_without_holder(_request: HttpRequest) -> Panel | None:
    """For stewards: organisations nobody answers for any more."""
    orphans = list(queries.without_holder()[:SHOWN])
    if not orphans:
        return None
    context = {"organisations": orphans, "more": 0}
    return Panel(_("Organisations sans responsable"), "people/panels/organisations.html", context)


def what_stays_of_account(user: int, _do: bool) -> str | None:  # noqa: FBT001 - the slot's signature
    """Before an account goes: organisations that it leaves with nobody to answer for them."""
    held = Belonging.objects.filter(user_id=user, role=Role.HOLDER)
    alone = [
        belonging.organisation.name
        for belonging in held.select_related("organisation").order_by("organisation__name")
        if not Belonging.objects.filter(organisation=belonging.organisation, role=Role.HOLDER)
        .exclude(user_id=user)
        .exists()
    ]
    if not alone:
        return None
    return ngettext(
        "L’organisation {names} restera, sans personne responsable : confiez-la d’abord à un autre membre "
        "si vous le pouvez. Sinon, les personnes qui animent le territoire s’en occuperont.",
        "Les organisations {names} resteront, sans personne responsable : confiez-les d’abord à un autre "
        "membre si vous le pouvez. Sinon, les personnes qui animent le territoire s’en occuperont.",
        len(alone),
    ).format(names=", ".join(f"« {name} »" for name in alone))


def organisation_proposed(request: HttpRequest) -> Panel | None:
    """For one's own page: the organisation that the identity provider names, until one belongs to it."""
    one = providers.provider()
    siret = request.session.get("openid_proposed", {}).get("siret", "")
    if one is None or not (siren := queries.siren_in(siret)) or not isinstance(request.user, User):
        return None
    if queries.belongings_of(request.user).filter(organisation__siren=siren).exists():
        return None
    shown = Organisation.objects.filter(siren=siren).exclude(pk__in=queries.hidden_organisations())
    known = list(shown.order_by("name", "pk")[:SHOWN])
    context: dict[str, object] = {"name": one.name, "siret": siret, "siren": siren, "known": known}
    return Panel(_("Votre organisation"), "people/panels/proposed.html", context)


def kept_about_people() -> list[Kept]:
    """What this room keeps, why, how long; the durations are those that `clear_past` applies."""
    return [
        Kept(
            what=_(
                "Votre adresse e-mail, le nom que vous choisissez d’afficher et, si vous en voulez un, une "
                "empreinte de votre mot de passe (jamais le mot de passe lui-même)."
            ),
            why=_("Vous reconnaître quand vous vous connectez, et vous écrire ce que vous demandez."),
            how_long=_(
                "Jusqu’à ce que vous supprimiez votre compte. Une adresse jamais confirmée est effacée "
                "au bout d’un jour."
            ),
            models=("people.User", "account.EmailAddress", "account.EmailConfirmation"),
            basis=Basis.REQUEST,
            seen_by=_(
                "Vous. Le nom : tout le monde si vous l’acceptez, sinon les membres de vos organisations."
            ),
        ),
        Kept(
            what=_("Vos clés d’accès : leur nom, une clé publique, la date de leur dernier usage."),
            why=_("Vous laisser entrer avec votre téléphone ou votre ordinateur, si vous le voulez."),
            how_long=_("Jusqu’à ce que vous les retiriez ou supprimiez votre compte."),
            models=("mfa.Authenticator",),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        ),
        Kept(
            what=_(
                "Si vous entrez avec un fournisseur d’identité : comment il vous appelle, depuis quand, et "
                "le dernier usage. Le nom et l’établissement qu’il donne vous sont proposés, pas gardés."
            ),
            why=_("Vous reconnaître quand vous revenez de chez lui."),
            how_long=_("Jusqu’à ce que vous les retiriez ou supprimiez votre compte."),
            models=("people.Identity",),
            basis=Basis.REQUEST,
            seen_by=_("Vous seul."),
        ),
        Kept(
            what=_(
                "Vos connexions ouvertes : date, nom du navigateur, début de l’adresse du réseau "
                "(pas l’adresse entière)."
            ),
            why=_("Vous permettre de les relire et de les fermer."),
            how_long=_(
                "Jusqu’à la déconnexion, et {days} jours au plus ; une heure sur un ordinateur partagé."
            ).format(days=settings.SESSION_COOKIE_AGE // 86400),
            models=("usersessions.UserSession", "sessions.Session"),
            basis=Basis.SAFETY,
            seen_by=_("Vous seul."),
        ),
        Kept(
            what=_(
                "Les organisations dont vous êtes membre et votre rôle ; qui a vérifié une organisation ; "
                "qui a changé sa fiche."
            ),
            why=_("Savoir qui peut agir au nom d’une organisation."),
            how_long=_(
                "Jusqu’à ce que vous la quittiez ou supprimiez votre compte. Les versions d’une fiche "
                "restent, sans votre nom."
            ),
            models=("people.Belonging", "people.Organisation", "people.HistoricalOrganisation"),
            basis=Basis.MISSION,
            seen_by=_("Les membres de l’organisation ; tout le monde si vous montrez votre nom."),
        ),
        Kept(
            what=_("L’adresse e-mail d’une personne invitée dans une organisation."),
            why=_("Lui envoyer l’invitation et la reconnaître quand elle répond."),
            how_long=_("Jusqu’à sa réponse, et {days} jours au plus.").format(days=retention.INVITATION.days),
            models=("people.Invitation",),
            basis=Basis.REQUEST,
            seen_by=_("Les responsables de l’organisation."),
        ),
        Kept(
            what=_("Vos accords : à quoi, quand, retirés quand."),
            why=_("Pouvoir prouver que vous aviez accepté."),
            how_long=_("Tant que l’accord tient, puis {days} jours.").format(
                days=retention.WITHDRAWN_CONSENT.days
            ),
            models=("people.Consent",),
            basis=Basis.LEGAL,
            seen_by=_("Vous seul."),
        ),
        Kept(
            what=_("Le blocage d’un compte : date, raison, qui l’a décidé."),
            why=_("Protéger les autres, et pouvoir expliquer la décision."),
            how_long=_("Jusqu’au déblocage ou à la suppression du compte."),
            models=("people.User",),
            about="blocage",
            basis=Basis.SAFETY,
            seen_by=_(
                "Vous et les personnes qui animent le territoire ; la raison, sans votre nom, tout le monde."
            ),
        ),
    ]


def register() -> None:
    """Offer all this; called once from apps.py."""
    slots.steward_panels.register(organisations_to_verify, weight=10)
    slots.steward_panels.register(organisations_without_holder, weight=20)
    slots.personal_panels.register(organisation_proposed, weight=10)
    slots.account_deletion.register(what_stays_of_account, weight=10)
    slots.personal_data.register(queries.account_of, weight=10)
    slots.past_its_time.register(actions.clear_past, weight=10)
    slots.kept_data.register(kept_about_people, weight=10)
