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
