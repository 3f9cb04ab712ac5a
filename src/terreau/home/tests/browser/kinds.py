"""Every kind of page, one line each: a room that opens a page adds its line here.

Everything in this folder visits them all: accessibility, weight, words without JavaScript, valid HTML.
"""

from __future__ import annotations

from dataclasses import dataclass

STEWARD = "animation@terreau.example"
MEDIATOR = "mediation@terreau.example"


@dataclass(frozen=True)
class PageKind:
    """A page as one goes to it; `who` signs in first, "" for a visitor."""

    name: str
    path: str
    who: str = ""
    status: int = 200

    def __str__(self) -> str:
        return self.name


PUBLIC = (
    PageKind("Accueil", "/"),
    PageKind("Recherche", "/recherche/?mots=gren"),
    PageKind("Recherche sans mots", "/recherche/"),
    PageKind("Recherche sans réponse", "/recherche/?mots=zzzzzz"),
    PageKind("Données et API", "/donnees/api/"),
    PageKind("Données", "/donnees/"),
    PageKind("Données, sans réponse", "/donnees/?mots=zzzzzz"),
    PageKind("Jeu de données", "/donnees/1/"),
    PageKind("Vérification d’un fichier", "/donnees/rapports/exemple/"),
    PageKind("Données qui manquent", "/donnees/manque/"),
    PageKind("Une demande de données", "/donnees/manque/1/"),
    PageKind("Standards", "/donnees/standards/"),
    PageKind("Standards, sans réponse", "/donnees/standards/?mots=zzzzzz"),
    PageKind("Trouver des données", "/donnees/trouver/?question=arceaux+velo"),
    PageKind("Trouver des données, rien", "/donnees/trouver/?question=licornes"),
    PageKind("Catalogues d’ailleurs", "/donnees/catalogues/"),
    PageKind("Standard", "/donnees/standards/terreau-pcaet-emissions/"),
    PageKind("Standard qui n’a pas été lu", "/donnees/standards/etalab-schema-bal/"),
    PageKind("Communs", "/communs/"),
    PageKind("Communs triés, sans réponse", "/communs/?mots=zzzzzz"),
    PageKind("Commun", "/communs/1/"),
    PageKind("Feuille d’un commun", "/communs/1/feuille/"),
    PageKind("Feuille d’un commun à remplir", "/communs/feuille/"),
    PageKind("Pages d’un commun", "/communs/1/pages/"),
    PageKind("Page d’un commun", "/communs/1/pages/monter-le-bac/"),
    PageKind("Livret d’un commun", "/communs/1/livret/"),
    PageKind("Communauté d’un commun", "/communs/1/communaute/"),
    PageKind("Règles d’un commun", "/communs/1/regles/"),
    PageKind("Usages d’un commun", "/communs/1/usages/"),
    PageKind("Reprendre un commun abandonné", "/communs/reprendre/"),
    PageKind("Ouvrir un commun", "/communs/ouvrir/?besoin=1"),
    PageKind("Reconnaissance", "/badges/"),
    PageKind("Badges, sans réponse", "/badges/?mots=zzzzzz"),
    PageKind("Badge", "/badges/1/"),
    PageKind("Version d’un badge", "/badges/1/versions/1/"),
    PageKind("Badge obtenu", "/badges/obtenus/exemple-velo/"),
    PageKind("Badge vérifié", "/badges/obtenus/exemple-velo/verification/"),
    PageKind("Badge imprimé", "/badges/obtenus/exemple-velo/imprimer/"),
    PageKind("Émetteur de badges", "/badges/emetteurs/espace-numerique-exemple/"),
    PageKind("Vérifier un badge", "/badges/verifier/"),
    PageKind("Taper un code de badge", "/badges/reclamer/"),
    PageKind("Lieux", "/lieux/"),
    PageKind("Charte graphique", "/charte/"),
    PageKind("Accessibilité", "/accessibilite/"),
    PageKind("Ce service", "/ce-service/"),
    PageKind("Facile à lire", "/facile/"),
    PageKind("Facile à lire : un besoin", "/facile/besoin/"),
    PageKind("Page introuvable", "/nulle-part/", status=404),
    PageKind("Besoins", "/besoins/"),
    PageKind("Besoins triés, sans réponse", "/besoins/?mots=zzzzzz"),
    PageKind("Besoin", "/besoins/1/"),
    PageKind("Feuille d’un besoin", "/besoins/1/feuille/"),
    PageKind("Feuille à remplir", "/besoins/feuille/"),
    PageKind("Exprimer un besoin", "/besoins/exprimer/"),
    PageKind("Trouver un territoire", "/territoires/"),
    PageKind("Territoires trouvés", "/territoires/?q=saint-martin"),
    PageKind("Métropole", "/territoires/200040715/"),
    PageKind("Commune", "/territoires/38185/"),
    PageKind("Département", "/territoires/38/"),
    PageKind("Région", "/territoires/R84/"),
    PageKind("Communes d’un territoire", "/territoires/200040715/communes/"),
    PageKind("Sources des territoires", "/territoires/sources/"),
    PageKind("Organisations", "/organisations/"),
    PageKind("Vie privée", "/vie-privee/"),
    PageKind("Registre des traitements", "/vie-privee/registre/"),
    PageKind("Journal", "/journal/"),
    PageKind("Journal sans réponse", "/journal/?theme=culture&territoire=93066"),
    PageKind("Conversation", "/conversations/besoin/1/"),
    PageKind("Signaler un besoin", "/signaler/besoin/1/"),
    PageKind("Règles et modération", "/moderation/"),
    PageKind("Modération en chiffres", "/moderation/transparence/"),
    PageKind("Besoin avec des photos", "/besoins/2/"),
    PageKind("Photos et fichiers d’un besoin", "/fichiers/besoin/2/"),
    PageKind("Une photo", "/fichiers/2/"),
    PageKind("Aucun fichier", "/fichiers/besoin/1/"),
    PageKind("Historique", "/historique/besoin/1/"),
    PageKind("Agenda", "/agenda/"),
    PageKind("Se connecter", "/compte/connexion/"),
    PageKind("Déconnecté", "/compte/deconnecte/"),
    PageKind("Compte supprimé", "/compte-supprime/"),
    PageKind("Boîte aux lettres", "/boite-aux-lettres/"),
)

PERSONAL = (
    PageKind("Mon espace", "/mon-espace/", STEWARD),
    PageKind("Ajouter un standard", "/donnees/standards/ajouter/", STEWARD),
    PageKind("Lire un catalogue", "/donnees/catalogues/ajouter/", STEWARD),
    PageKind("Connexions ouvertes", "/mon-espace/connexions/", STEWARD),
    PageKind("Clés d’accès", "/compte/cles/", STEWARD),
    PageKind("Ajouter une clé d’accès", "/compte/cles/ajouter/", STEWARD),
    PageKind("Entrer avec un fournisseur", "/compte/fournisseur/", STEWARD),
    PageKind("Supprimer son compte", "/mon-espace/supprimer/", STEWARD),
    PageKind("Écrire dans une conversation", "/conversations/besoin/1/", STEWARD),
    PageKind("Clore une conversation", "/conversations/besoin/1/clore/", STEWARD),
    PageKind("Ajouter une photo", "/fichiers/besoin/1/ajouter/", STEWARD),
    PageKind("Compléter la description d’une photo", "/fichiers/1/decrire/", STEWARD),
    PageKind("Retirer une photo", "/fichiers/1/retirer/", STEWARD),
    PageKind("Versions d’une description", "/historique/fichier/1/", STEWARD),
    PageKind("Suivre un besoin", "/suivre/besoin/1/", STEWARD),
    PageKind("Ce que je suis", "/mon-espace/suivis/", STEWARD),
    PageKind("Jetons", "/mon-espace/jetons/", STEWARD),
    PageKind("Proposer un rendez-vous", "/rendez-vous/besoin/1/proposer/", STEWARD),
    PageKind("Définir un badge", "/badges/definir/", STEWARD),
    PageKind("Animation", "/animation/", STEWARD),
    PageKind("Personnes", "/animation/personnes/", STEWARD),
    PageKind("Signalements", "/animation/signalements/", STEWARD),
    PageKind("Signalements décidés", "/animation/signalements/?etat=decides", STEWARD),
    PageKind("Qui modère", "/animation/moderation/", STEWARD),
    PageKind("Changer l’état d’un besoin", "/besoins/1/etat/", STEWARD),
    PageKind("Déclarer une organisation", "/organisations/declarer/", STEWARD),
    PageKind("Modifier un badge", "/badges/1/modifier/", MEDIATOR),
    PageKind("Ne plus donner un badge", "/badges/1/retirer/", MEDIATOR),
    PageKind("Donner un badge", "/badges/1/attribuer/", MEDIATOR),
    PageKind("Donner à plusieurs personnes", "/badges/1/attribuer/liste/", MEDIATOR),
    PageKind("Donner par une affiche", "/badges/1/affiche/", MEDIATOR),
    PageKind("Demander un badge", "/badges/1/demander/", STEWARD),
    PageKind("Feuille d’un badge", "/badges/obtenus/exemple-velo/feuille/", MEDIATOR),
    PageKind("Révoquer un badge", "/badges/obtenus/exemple-velo/revoquer/", MEDIATOR),
    PageKind("Apporter des badges", "/badges/importer/", STEWARD),
    PageKind("Corriger un badge", "/badges/obtenus/exemple-velo/corriger/", MEDIATOR),
    PageKind("Clés d’un émetteur", "/badges/emetteurs/espace-numerique-exemple/cles/", STEWARD),
    PageKind("Apporter un tableau", "/donnees/apporter/", STEWARD),
    PageKind("Demander des données", "/donnees/manque/demander/", STEWARD),
    PageKind("Décrire des données", "/donnees/1/decrire/", STEWARD),
    PageKind("Publier des données", "/donnees/1/publier/", STEWARD),
    PageKind("Retirer des données", "/donnees/1/retirer/", STEWARD),
    PageKind("Emporter une clé", "/badges/emetteurs/espace-numerique-exemple/cles/emporter/", STEWARD),
    PageKind("Soutiens sur papier", "/besoins/1/papier/", MEDIATOR),
    PageKind("Saisir la feuille d’un groupe", "/communs/feuille/saisir/", MEDIATOR),
    PageKind("Écrire une page de commun", "/communs/1/pages/ecrire/", STEWARD),
    PageKind("Modifier une page de commun", "/communs/1/pages/monter-le-bac/modifier/", STEWARD),
    PageKind("Protéger une page de commun", "/communs/1/pages/monter-le-bac/proteger/", STEWARD),
    PageKind("Rejoindre un commun", "/communs/1/communaute/rejoindre/", STEWARD),
    PageKind("Reprendre un commun", "/communs/1/reprendre/", STEWARD),
    PageKind("Dire un usage de commun", "/communs/1/usages/dire/", STEWARD),
    PageKind("Compléter un commun", "/communs/1/modifier/", STEWARD),
    PageKind("Dire ce que cherche un commun", "/communs/1/cherche/", STEWARD),
    PageKind("Saisir une feuille", "/besoins/feuille/saisir/", MEDIATOR),
    PageKind("Apporter un tableau de besoins", "/besoins/importer/", MEDIATOR),
)

PAGES = (*PUBLIC, *PERSONAL)
