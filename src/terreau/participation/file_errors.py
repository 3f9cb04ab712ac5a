"""What can go wrong with photographs and files, said in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownFileError(NotFoundError):
    code = "unknown-file"
    message = _("Cette photo ou ce fichier n’existe pas, ou n’existe plus.")
    remedy = _("Le journal dit pourquoi un fichier a été retiré.")


class NoFileError(TerreauError):
    code = "no-file"
    status = 422
    title = _("Il manque le fichier")
    message = _("Aucun fichier n’est arrivé, ou il est vide.")
    remedy = _("Choisissez-le de nouveau, puis envoyez.")


class CutUploadError(TerreauError):
    code = "cut-upload"
    status = 400
    title = _("L’envoi a été coupé")
    message = _("Le fichier n’est pas arrivé en entier : rien n’a été enregistré.")
    remedy = _("Recommencez, si possible avec une meilleure connexion.")


class FileTooLargeError(TerreauError):
    code = "file-too-large"
    status = 413
    title = _("Ce fichier est trop lourd")
    message = _("Un fichier pèse {limit} Mo au plus.")
    remedy = _("Réduisez-le, ou coupez-le en plusieurs.")


class PictureTooLargeError(TerreauError):
    code = "picture-too-large"
    status = 422
    title = _("Cette photo est trop grande")
    message = _("Cette photo a {size} millions de points ; {limit} millions au plus sont pris.")
    remedy = _("Réduisez-la, ou prenez-la de nouveau dans une taille plus petite.")


class UnreadablePictureError(TerreauError):
    code = "unreadable-picture"
    status = 422
    title = _("Cette photo n’a pas pu être lue")
    message = _("L’image est abîmée ou incomplète.")
    remedy = _("Envoyez-la de nouveau depuis l’appareil qui l’a prise.")


class NotTakenFileError(TerreauError):
    code = "not-taken-file"
    status = 422
    title = _("Ce format n’est pas pris ici")
    message = _("Un fichier {suffix} n’est pas pris ici.")
    remedy = _(
        "Envoyez une photo JPEG, PNG, WebP ou GIF, ou un document PDF, CSV, TXT, GeoJSON, ODS, ODT, XLSX "
        "ou DOCX."
    )


class MisnamedFileError(TerreauError):
    code = "misnamed-file"
    status = 422
    title = _("Ce fichier n’est pas ce que dit son nom")
    message = _("Son nom finit par {suffix}, et son contenu est autre chose, ou est abîmé.")
    remedy = _("Ouvrez-le, enregistrez-le dans le bon format, puis envoyez-le.")


class MacrosInsideError(TerreauError):
    code = "macros-inside"
    status = 422
    title = _("Ce document contient un programme")
    message = _("Un document qui contient des macros peut nuire à qui l’ouvre.")
    remedy = _("Enregistrez-le sans macros, ou en PDF, puis envoyez-le.")


class SwollenFileError(TerreauError):
    code = "swollen-file"
    status = 422
    title = _("Ce document est démesuré")
    message = _("Une fois ouvert, ce document occuperait beaucoup plus de place que permis.")
    remedy = _("Enregistrez-le de nouveau, ou envoyez-le en PDF.")


class TooManyFilesError(TerreauError):
    code = "too-many-files"
    status = 409
    title = _("Il y a déjà beaucoup de fichiers ici")
    message = _("Une page porte {limit} photos et fichiers au plus.")
    remedy = _("Demandez qu’on en retire un qui ne sert plus.")


class DayFullError(TerreauError):
    code = "day-full"
    status = 429
    title = _("C’est assez pour aujourd’hui")
    message = _("Une personne envoie {limit} Mo par jour au plus.")
    remedy = _("Continuez demain.")


class AlreadyAttachedError(TerreauError):
    code = "already-attached"
    status = 409
    title = _("Ce fichier est déjà là")
    message = _("Le même fichier est déjà sur cette page.")
    remedy = _("Complétez plutôt sa description, ou choisissez-en un autre.")


class NotOpenToFilesError(TerreauError):
    code = "not-open-to-files"
    status = 409
    title = _("On ne peut plus rien ajouter ici")
    message = _("Cette page ne reçoit pas de photo ni de fichier.")
    remedy = _("Allez sur la page qui l’a remplacée, ou sur celle qui vous intéresse.")


class NotDescribedError(TerreauError):
    code = "not-described"
    status = 422
    title = _("Il manque la description")
    message = _("Sans description, une personne qui ne voit pas l’image n’en sait rien.")
    remedy = _("Dites en une ou deux phrases ce qu’on y voit, ou ce que contient le fichier.")


class ChangedFileError(TerreauError):
    code = "changed-file"
    status = 409
    title = _("Cette description a changé entre-temps")
    message = _("Une autre page l’a modifiée pendant que vous écriviez.")
    remedy = _("Relisez-la, puis recommencez : votre texte n’a pas été enregistré.")
