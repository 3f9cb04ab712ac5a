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


class NoTableError(TerreauError):
    code = "no-table-sent"
    status = 422
    title = _("Il manque le fichier")
    message = _("Aucun fichier n’est arrivé, ou il est vide.")
    remedy = _("Choisissez-le de nouveau, puis envoyez.")


class TableTooLargeError(TerreauError):
    code = "table-too-large"
    status = 413
    title = _("Ce fichier est trop lourd")
    message = _("Un tableau pèse {limit} Mo au plus ; le vôtre en pèse {size}.")
    remedy = _("Coupez-le en plusieurs, par année ou par commune, ou donnez son adresse sur le web.")


class TablesDayFullError(TerreauError):
    code = "tables-day-full"
    status = 429
    title = _("C’est assez pour aujourd’hui")
    message = _("Une personne apporte {limit} Mo de tableaux par jour au plus.")
    remedy = _("Continuez demain.")


class SameTableError(TerreauError):
    code = "same-table"
    status = 409
    title = _("Ce fichier est déjà là")
    message = _("Le même fichier est déjà la version {number} de ces données.")
    remedy = _("Apportez-en un plus récent, ou reprenez celui-ci depuis sa vérification.")


class BusyVersionError(TerreauError):
    code = "busy-version"
    status = 409
    title = _("Ce fichier est en cours de lecture")
    message = _("Une vérification ou une mise au propre est en cours sur ce fichier.")
    remedy = _("Attendez qu’elle finisse, ou arrêtez-la, puis recommencez.")


class NotReadyError(TerreauError):
    code = "not-ready"
    status = 409
    title = _("Ce fichier n’est pas prêt")
    message = _("Il faut d’abord vérifier ce fichier, puis le mettre au propre.")
    remedy = _("Ouvrez sa vérification et suivez ses étapes.")


class PersonalDataError(TerreauError):
    code = "personal-data"
    status = 409
    title = _("Ce fichier semble nommer des personnes")
    message = _("Des colonnes semblent parler de personnes : {columns}. Rien n’est publié.")
    remedy = _(
        "Retirez ces colonnes et déposez de nouveau le fichier ; si la loi permet de les publier, la "
        "personne qui répond de ces données le confirme sur la page de vérification, avec sa raison."
    )


class UndescribedError(TerreauError):
    code = "undescribed-data"
    status = 422
    title = _("Ces données ne sont pas encore décrites")
    message = _("Il manque : {missing}.")
    remedy = _("Complétez la description, puis publiez.")


class ChangedDatasetError(TerreauError):
    code = "changed-dataset"
    status = 409
    title = _("Ces données ont changé entre-temps")
    message = _("Une autre page les a modifiées pendant que vous écriviez.")
    remedy = _("Relisez-les, puis recommencez : votre texte n’a pas été enregistré.")


class EmbargoError(TerreauError):
    code = "embargo-date"
    status = 422
    title = _("Date d’embargo à corriger")
    message = _("Un embargo finit un jour à venir, dans deux ans au plus.")
    remedy = _("Choisissez un autre jour, ou publiez tout de suite.")


class PeriodError(TerreauError):
    code = "period-backwards"
    status = 422
    title = _("Période à corriger")
    message = _("La période finit avant d’avoir commencé.")
    remedy = _("Échangez les deux jours, ou corrigez-en un.")


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
