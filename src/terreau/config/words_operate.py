"""What the verbs of the person who hosts accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.config.words import verb

if TYPE_CHECKING:
    from terreau.config.words import Verbs


def operating_verbs(verbs: Verbs) -> None:
    """Add them to the list."""
    _backup(verbs)
    _restore(verbs)
    _export(verbs)
    _maintenance(verbs)
    _doctor(verbs)
    _search(verbs)
    _schemas(verbs)
    _mail_in(verbs)


def _backup(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "backup",
        "sauvegarder l’instance en un fichier, sans l’arrêter",
        "Base de données et fichiers, relus après écriture. Le fichier contient des données personnelles :\n"
        "gardez-le comme tel. Avec --with-keys, il permet en plus d’agir au nom de l’instance.",
    ).add_argument
    add("file", nargs="?", metavar="FICHIER", help="où écrire, par exemple terreau-2026-11-23.zip")
    add("--verify", action="store_true", help="relire un fichier de sauvegarde et dire s’il est entier")
    add("--keep", metavar="PLAN", help="garder 7d4w12m : sept jours, quatre semaines, douze mois")
    add("--to", metavar="DOSSIER", help="dossier des sauvegardes, avec --keep")
    add("--dry-run", action="store_true", help="avec --keep : dire ce qui serait effacé, sans rien faire")
    add("--with-keys", action="store_true", help="ajouter les clés et terreau.toml, mots de passe compris")
    add("--whole", action="store_true", help="garder aussi la base nationale que cette version contient déjà")
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _restore(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "restore",
        "reprendre une sauvegarde, tout entière ou pas du tout",
        "SQLite ou PostgreSQL, d’où qu’elle vienne. Arrêtez d’abord « terreau serve ». Les messages qui\n"
        "attendaient ne partent pas : ils sont peut-être déjà partis depuis la sauvegarde.",
    ).add_argument
    add("file", metavar="FICHIER", help="une sauvegarde faite par « terreau backup »")
    add("--database", metavar="URL", help="postgresql://… où la mettre ; sinon celle du dossier")
    add("--replace", action="store_true", help="remplacer l’instance qui est là, sauvegardée d’abord")
    add("--no-backup", action="store_true", help="avec --replace : ne pas la sauvegarder d’abord")
    add("--with-keys", action="store_true", help="avec --replace : prendre aussi les clés de la sauvegarde")
    add(
        "--resume",
        action="store_true",
        help="laisser partir les messages en attente (déménagement à l’arrêt)",
    )
    add(
        "--dry-run",
        action="store_true",
        help="relire la sauvegarde et dire ce qui serait fait, sans rien faire",
    )
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _maintenance(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "maintenance",
        "fermer le service un moment, avec une page qui le dit, ou le rouvrir",
        "« on » ferme dès la page suivante, « off » rouvre, « status » dit où l’on en est.",
    ).add_argument
    add("what", choices=("on", "off", "status"), metavar="on|off|status", help="ce qu’on en fait")
    add("--until", metavar="MOMENT", help="quand il devrait rouvrir : 18:30, ou 2026-11-23T18:30")
    add("--why", metavar="PHRASE", help="pourquoi, en une phrase que tout le monde lira")


def _search(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "search",
        "refaire l’index de la recherche, à partir de ce qui est là",
        "« rebuild » : quand une page existe et que la recherche ne la trouve pas. Tout ou rien ; le\n"
        "service répond pendant ce temps, et qui écrit attend quelques secondes.",
    ).add_argument
    add("what", choices=("rebuild",), metavar="rebuild", help="ce qu’on en fait")
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _schemas(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "schemas",
        "garder des schémas de données : les tableaux sont vérifiés avec eux",
        "« add » prend des fichiers, des adresses, des dossiers ; « list » dit ceux qui sont gardés.\n"
        "La version d’avant d’un même schéma reste, hors d’usage. Sort avec 1 si l’un d’eux est refusé.",
    ).add_argument
    add("what", choices=("add", "list"), metavar="add|list", help="ce qu’on en fait")
    add("sources", nargs="*", metavar="FICHIER|ADRESSE|DOSSIER", help="avec « add » : où sont les schémas")
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _mail_in(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "mail-in",
        "recevoir une réponse par e-mail, que le serveur de messagerie donne sur l’entrée",
        "Sort avec 0 (prise, ou laissée de côté sans bruit), 65 (refusée : la phrase est pour qui a écrit)\n"
        "ou 75 (à redonner plus tard), comme les serveurs de messagerie l’entendent.",
    ).add_argument
    add("address", metavar="ADRESSE", help="à qui la réponse est adressée : reponse+…@communs.exemple.fr")


def _doctor(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "doctor",
        "un rapport à joindre à une demande d’aide : ni données personnelles, ni secrets",
        "Sort avec 0 si tout va, 1 s’il y a quelque chose à faire, 2 si Terreau ne peut pas tourner.",
    ).add_argument
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _export(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "export",
        "emporter tout ce qui est public, en formats ouverts",
        "JSON-LD, CSV, Markdown, avec la licence et un mode d’emploi ; aucune donnée personnelle hormis les\n"
        "noms que des personnes ont choisi d’afficher. Se reprend dans une instance vide.",
    ).add_argument
    add("place", metavar="DOSSIER|FICHIER.zip", help="où écrire")
