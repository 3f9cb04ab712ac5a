"""Pages behind a state that a demonstration has not by itself: each is visited once, in `test_rare_pages.py`.

Words between braces are those that `bench.states` prints once it has brought the states about.
"""

from __future__ import annotations

from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD, PageKind

#: Somebody with a password and a passkey.
SOMEBODY = "quelquun@terreau.example"

RARE = (
    PageKind("Besoin masqué", "/besoins/{hidden}/", status=410),
    PageKind("Décision de modération", "/moderation/decisions/{decision}/"),
    PageKind("Contester une décision", "/moderation/decisions/{decision}/contester/", MEDIATOR),
    PageKind("Contester par le lien d’un message", "{appeal}"),
    PageKind("Signalement à lire", "/animation/signalements/{case}/", STEWARD),
    PageKind("Ne plus recevoir de messages", "{stop}"),
    PageKind("Soutenir un besoin", "/besoins/1/soutenir/", MEDIATOR),
    PageKind("Modifier un besoin", "/besoins/{need}/modifier/", STEWARD),
    PageKind("Proposer de réunir deux besoins", "/besoins/1/reunir/", STEWARD),
    PageKind("Répondre à une réunion", "/besoins/reunions/{merge}/", STEWARD),
    PageKind("Corriger des soutiens sur papier", "/besoins/1/papier/{paper}/", MEDIATOR),
    PageKind("Tableau de besoins à vérifier", "/besoins/importer/{need_batch}/", MEDIATOR),
    PageKind("Une version", "/historique/besoin/{need}/{first}/"),
    PageKind("Remettre une version en place", "/historique/besoin/{need}/{first}/retablir/", STEWARD),
    PageKind("Versions d’un message", "/historique/message/{message}/"),
    PageKind("Modifier un message", "/conversations/messages/{message}/modifier/", STEWARD),
    PageKind("Retirer un message", "/conversations/messages/{message}/retirer/", STEWARD),
    PageKind("Rendez-vous", "/rendez-vous/{meeting}/"),
    PageKind("Modifier un rendez-vous", "/rendez-vous/{meeting}/modifier/", STEWARD),
    PageKind("Annuler un rendez-vous", "/rendez-vous/{meeting}/annuler/", STEWARD),
    PageKind("Organisation", "/organisations/{organisation}/"),
    PageKind("Modifier une organisation", "/organisations/{organisation}/modifier/", STEWARD),
    PageKind("Membres d’une organisation", "/organisations/{organisation}/membres/", STEWARD),
    PageKind("Inviter quelqu’un", "/organisations/{organisation}/invitations/", STEWARD),
    PageKind("Jetons d’une organisation", "/organisations/{organisation}/jetons/", STEWARD),
    PageKind("Quitter une organisation", "/organisations/{organisation}/quitter/", SOMEBODY),
    PageKind("Invitation", "/invitations/{invitation}/"),
    PageKind("Invitation qui n’existe plus", "/invitations/passee/", status=410),
    PageKind("Une personne", "/animation/personnes/{handle}/", STEWARD),
    PageKind("Changer de nom", "/mon-espace/nom/", SOMEBODY),
    PageKind("Se déconnecter", "/compte/deconnexion/", SOMEBODY),
    PageKind("Adresses e-mail", "/compte/adresses/", SOMEBODY),
    PageKind("Changer de mot de passe", "/compte/mot-de-passe/", SOMEBODY),
    PageKind("Choisir un mot de passe", "/compte/mot-de-passe/choisir/", MEDIATOR),
    PageKind("Confirmer que c’est soi", "/compte/confirmer/", SOMEBODY),
    PageKind("Renommer une clé d’accès", "/compte/cles/{passkey}/renommer/", SOMEBODY),
    PageKind("Retirer une clé d’accès", "/compte/cles/{passkey}/retirer/", SOMEBODY),
    PageKind("Page interdite", "/animation/", SOMEBODY, status=403),
    PageKind("Commun repris d’ailleurs", "/communs/{fork}/"),
    PageKind("Origine d’un commun repris", "/communs/{fork}/origine/"),
    PageKind("Retirer une recherche d’un commun", "/communs/{held}/cherche/{wish}/", STEWARD),
    PageKind("Inviter dans un commun", "/communs/{held}/communaute/inviter/", STEWARD),
    PageKind("Invité dans un commun", "/communs/invitation/{invited}/", SOMEBODY),
    PageKind("Quitter un commun", "/communs/{held}/communaute/quitter/", STEWARD),
    PageKind("Poser une question à un commun", "/communs/{held}/decisions/poser/", STEWARD),
    PageKind("Décision d’un commun", "/communs/{held}/decisions/{question}/", STEWARD),
    PageKind("Écrire une règle d’un commun", "/communs/{held}/regles/conflits/", STEWARD),
    PageKind("Refuser une reprise", "/communs/{left}/reprendre/refuser/", STEWARD),
    PageKind("Déclarer un composant", "/communs/{held}/composants/declarer/", STEWARD),
    PageKind("Modifier un composant", "/communs/composants/{part}/modifier/", STEWARD),
    PageKind("Se servir d’un composant", "/communs/composants/1/utiliser/", STEWARD),
    PageKind("Dire ce que l’on apporte", "/communs/{held}/contributions/declarer/", STEWARD),
    PageKind("Objecter à une contribution", "/communs/{held}/contributions/{entry}/contester/", STEWARD),
    PageKind("Badge offert", "/badges/reclamer/{claim}/"),
    PageKind("Badge à prendre avec une affiche", "/badges/prendre/{poster_code}/"),
    PageKind("Qui voit un badge", "/badges/obtenus/{own}/visibilite/", SOMEBODY),
    PageKind("Affiche d’un badge", "/badges/affiches/{poster}/", MEDIATOR),
    PageKind("Répondre à une demande de badge", "/badges/demandes/{plea}/", MEDIATOR),
    PageKind("Liste de personnes à vérifier", "/badges/liste/{badge_batch}/", MEDIATOR),
)
