"""The pages that are easy to read (FALC): what this is, say a need, follow, one's account, being helped.

Rules (https://www.inclusion-europe.eu/easy-to-read-standards-guidelines/): short sentences, one idea each,
plain words, figures as digits, large type, a picture beside each idea; tests/test_easy.py keeps what a
program can. The European logo is not shown: it asks that people concerned have read the pages.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise


@dataclass(frozen=True)
class Idea:
    """A picture, a heading, a few sentences; `path` and `label` lead to the page where it is done."""

    picture: str
    title: str | Promise
    sentences: Sequence[str | Promise]
    path: str = ""
    label: str | Promise = ""

    @property
    def drawing(self) -> str:
        return _drawing(self.picture)


@dataclass(frozen=True)
class EasyPage:
    slug: str
    picture: str
    title: str | Promise
    ideas: Sequence[Idea]

    @property
    def drawing(self) -> str:
        return _drawing(self.picture)


def _drawing(picture: str) -> str:
    # In the page itself: eighteen files of 400 bytes would cost more in requests than in bytes.
    return f"home/easy/pictures/{picture}.svg"


@dataclass(frozen=True)
class Review:
    """Who, among people concerned, read the pages again, and when."""

    who: str
    on: dt.date


def review() -> Review | None:
    """The review that the host wrote in TERREAU_EASY_REVIEW ("2027-03-12 Marie et Paul"), None before."""
    date, _space, who = str(settings.EASY_REVIEW).strip().partition(" ")
    try:
        return Review(who.strip(), dt.date.fromisoformat(date)) if who.strip() else None
    except ValueError:
        return None


SERVICE = EasyPage(
    "service",
    "village",
    _("C’est quoi, ce site ?"),
    (
        Idea(
            "village",
            _("Un site pour votre territoire"),
            (
                _("Un territoire, c’est votre ville et les villes autour."),
                _("Sur ce site, on dit ce qui manque."),
                _("Par exemple, il manque un bus le soir."),
                _("Ce qui manque s’appelle un besoin."),
                _("Ensuite, on cherche des réponses ensemble."),
            ),
            "/",
            _("Aller à l’accueil"),
        ),
        Idea(
            "open",
            _("Tout le monde peut lire"),
            (
                _("Lire ce site est gratuit."),
                _("Vous pouvez lire sans compte."),
                _("Il n’y a pas de publicité."),
            ),
        ),
        Idea(
            "people",
            _("Qui s’occupe de ce site ?"),
            (
                _("Des personnes de votre territoire s’occupent de ce site."),
                _("Elles lisent ce que les gens écrivent."),
                _("Elles peuvent cacher un message méchant."),
            ),
            "/ce-service/",
            _("Voir qui s’occupe de ce site"),
        ),
    ),
)

NEED = EasyPage(
    "besoin",
    "speak",
    _("Dire un besoin"),
    (
        Idea(
            "search",
            _("Chercher d’abord"),
            (
                _("Un besoin, c’est quelque chose qui manque."),
                _("Quelqu’un a peut-être déjà dit le même besoin."),
                _("Cherchez dans la liste."),
                _("Si vous le trouvez, cliquez sur « Moi aussi »."),
            ),
            "/besoins/",
            _("Voir les besoins"),
        ),
        Idea(
            "write",
            _("Écrire votre besoin"),
            (
                _("Donnez un titre court."),
                _("Racontez ce qui se passe."),
                _("Dites dans quelle ville cela se passe."),
                _("Les fautes ne sont pas graves."),
            ),
            "/besoins/exprimer/",
            _("Écrire un besoin"),
        ),
        Idea(
            "eye",
            _("Ce que les autres voient"),
            (
                _("Tout le monde peut lire votre besoin."),
                _("N’écrivez pas votre adresse."),
                _("N’écrivez pas le nom d’une autre personne."),
            ),
        ),
        Idea(
            "path",
            _("Après"),
            (
                _("Des personnes lisent votre besoin."),
                _("Elles disent si une réponse existe."),
                _("Elles disent toujours pourquoi."),
            ),
        ),
    ),
)

FOLLOW = EasyPage(
    "suivre",
    "letter",
    _("Recevoir des nouvelles"),
    (
        Idea(
            "letter",
            _("Choisir ce que vous suivez"),
            (
                _("Suivre, c’est recevoir des nouvelles par e-mail."),
                _("Ouvrez la page d’un besoin."),
                _("Cliquez sur « Suivre »."),
                _("Il faut un compte pour suivre."),
            ),
            "/besoins/",
            _("Choisir un besoin"),
        ),
        Idea(
            "clock",
            _("Choisir quand"),
            (
                _("Vous pouvez recevoir 1 message par jour."),
                _("Vous pouvez recevoir 1 message par semaine."),
                _("S’il n’y a rien de nouveau, il n’y a pas de message."),
            ),
        ),
        Idea(
            "stop",
            _("Arrêter"),
            (
                _("Chaque message a un lien pour arrêter."),
                _("Cliquez sur ce lien."),
                _("Vous ne recevez plus rien."),
            ),
            "/mon-espace/suivis/",
            _("Voir ce que je suis"),
        ),
    ),
)

ACCOUNT = EasyPage(
    "compte",
    "key",
    _("Mon compte et mes droits"),
    (
        Idea(
            "key",
            _("Ouvrir un compte"),
            (
                _("Il faut une adresse e-mail."),
                _("Écrivez votre adresse."),
                _("Vous recevez un code de 8 chiffres."),
                _("Recopiez ce code."),
                _("Il n’y a pas de mot de passe à retenir."),
            ),
            "/compte/connexion/",
            _("Me connecter"),
        ),
        Idea(
            "name",
            _("Votre nom"),
            (
                _("Vous choisissez votre nom sur ce site."),
                _("Un prénom suffit."),
                _("Si vous ne voulez pas, personne ne voit votre nom."),
                _("Personne ne voit votre adresse e-mail."),
            ),
            "/mon-espace/nom/",
            _("Choisir mon nom"),
        ),
        Idea(
            "shield",
            _("Vos droits"),
            (
                _("Vous pouvez voir ce que le site sait de vous."),
                _("Vous pouvez le corriger."),
                _("Vous pouvez en prendre une copie."),
                _("Vous pouvez supprimer votre compte."),
                _("Ce sont vos droits."),
            ),
            "/mon-espace/",
            _("Aller dans mon espace"),
        ),
        Idea(
            "question",
            _("Un problème ?"),
            (
                _("Écrivez aux personnes qui s’occupent du site."),
                _("Vous pouvez aussi écrire à la CNIL."),
                _("La CNIL protège la vie privée des gens."),
            ),
            "/vie-privee/#contact",
            _("Voir à qui écrire"),
        ),
    ),
)

HELP = EasyPage(
    "aide",
    "hands",
    _("Se faire aider"),
    (
        Idea(
            "hands",
            _("Avec une personne"),
            (
                _("Une personne peut vous aider à utiliser ce site."),
                _("On l’appelle un médiateur ou une médiatrice."),
                _("Elle écrit pour vous."),
                _("Vous n’avez pas besoin de compte."),
                _("Elle ne demande pas votre nom."),
            ),
        ),
        Idea(
            "house",
            _("Où la trouver ?"),
            (
                _("Demandez à votre mairie."),
                _("Demandez dans un espace France services."),
                _("Demandez à la médiathèque."),
            ),
            "/lieux/",
            _("Voir les lieux"),
        ),
        Idea(
            "paper",
            _("Sur papier"),
            (
                _("Vous pouvez imprimer une feuille."),
                _("Écrivez votre besoin sur la feuille."),
                _("Donnez la feuille à la personne qui vous aide."),
                _("Elle recopie votre besoin sur le site."),
            ),
            "/besoins/feuille/",
            _("Imprimer la feuille"),
        ),
    ),
)

PAGES = (SERVICE, NEED, FOLLOW, ACCOUNT, HELP)
