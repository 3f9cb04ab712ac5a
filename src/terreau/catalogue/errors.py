"""What can go wrong with data, said in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownDatasetError(NotFoundError):
    code = "unknown-dataset"
    message = _("Le jeu de données {number} n’existe pas.")
    remedy = _("Cherchez-le dans la liste des données.")


class WithdrawnDatasetError(TerreauError):
    code = "withdrawn-dataset"
    status = 410
    title = _("Ce jeu de données a été retiré")
    message = _("« {title} » a été retiré le {day}. Raison donnée : {reason}")
    remedy = _("Si ces données vous manquent, demandez-les : la demande sera publique.")


class UnknownReportError(NotFoundError):
    code = "unknown-report"
    message = _("Cette vérification n’existe pas, ou n’existe plus.")
    remedy = _("Demandez l’adresse à la personne qui vous l’a donnée, ou déposez de nouveau le fichier.")


class UnknownMissingError(NotFoundError):
    code = "unknown-missing-data"
    message = _("Cette demande de données n’existe pas.")
    remedy = _("Cherchez-la dans la liste de ce qui manque.")


class UnknownFilterError(TerreauError):
    code = "unknown-data-filter"
    status = 422
    title = _("Choix inconnu")
    message = "{why}"
    remedy = _("Corrigez ce choix, ou enlevez-le.")


class UnknownStandardError(NotFoundError):
    code = "unknown-standard"
    message = _("Aucun standard ne porte ce nom ici.")
    remedy = _("Cherchez-le dans la liste des standards, ou demandez qu’il soit ajouté.")


class UnreadableSchemaError(TerreauError):
    code = "unreadable-schema"
    status = 422
    title = _("Schéma illisible")
    message = _("Le schéma {name} ne peut pas être lu : {reason}.")
    remedy = _("Un schéma est un fichier JSON « Table Schema » ; vérifiez l’adresse ou le fichier.")


class NotATableSchemaError(TerreauError):
    code = "not-a-table-schema"
    status = 422
    title = _("Ce standard ne décrit pas un tableau")
    message = _("« {title} » n’est pas un schéma de tableau : rien ne peut être vérifié avec lui ici.")
    remedy = _("Suivez l’adresse de ce standard pour lire ce qu’il demande.")


class UnknownSourceError(NotFoundError):
    code = "unknown-harvest-source"
    message = _("Ce catalogue n’est pas lu ici, ou ne l’est plus.")
    remedy = _("Voyez la liste des catalogues lus ici.")


class KnownSourceError(TerreauError):
    code = "known-harvest-source"
    status = 409
    title = _("Catalogue déjà lu")
    message = _("Ce catalogue est déjà lu ici.")
    remedy = _("Retrouvez-le dans la liste des catalogues lus ici.")


class HarvestGoingOnError(TerreauError):
    code = "harvest-going-on"
    status = 409
    title = _("Lecture en cours")
    message = _("Ce catalogue est en train d’être lu.")
    remedy = _("Attendez la fin, ou arrêtez cette lecture.")


class UnknownElsewhereError(NotFoundError):
    code = "unknown-harvested-dataset"
    message = _("Ce jeu de données d’un autre portail n’est pas connu ici.")
    remedy = _("Cherchez-le parmi les données, ou sur le portail qui le publie.")
