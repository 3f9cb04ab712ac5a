"""What can be wrong with a territory that someone asks for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownTerritoryError(NotFoundError):
    code = "unknown-territory"
    title = _("Territoire inconnu")
    message = _("« {said} » n’est le code d’aucun territoire de la base nationale.")
    remedy = _("Cherchez-le par son nom ou son code postal.")


class UnreadablePackError(TerreauError):
    code = "unreadable-pack"
    status = 500
    title = _("Base nationale illisible")
    message = _("Le dossier {folder} n’est pas une base nationale entière : {problem} manque ou a changé.")
    remedy = _("Réinstallez Terreau, ou refaites la base avec scripts/build_territories.py.")


class UnreadablePointError(TerreauError):
    code = "unreadable-point"
    status = 422
    title = _("Position illisible")
    message = _("Cette position n’est pas sur la carte.")
    remedy = _("Donnez une longitude entre −180 et 180 et une latitude entre −85 et 85, en degrés.")


class NowhereError(NotFoundError):
    code = "nowhere"
    title = _("Aucune commune ici")
    message = _("Aucune commune n’est à cette position : elle est en mer ou à l’étranger.")
    remedy = _("Vérifiez l’ordre : la longitude d’abord, la latitude ensuite.")
