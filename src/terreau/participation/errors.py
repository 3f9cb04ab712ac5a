"""What can go wrong when people take part, said in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class UnknownThingError(NotFoundError):
    code = "unknown-thing"
    message = _("Ce dont on parle ici n’existe pas, ou n’existe plus.")
    remedy = _("Partez de la page qui vous intéresse.")


class UnchangeableError(TerreauError):
    code = "unchangeable"
    status = 409
    title = _("Le journal ne change pas")
    message = _("Une ligne du journal ne peut être ni modifiée ni enlevée.")
    remedy = _("Ajoutez une ligne qui corrige la première.")


class UnknownJournalFilterError(TerreauError):
    code = "unknown-journal-filter"
    status = 400
    title = _("Filtre inconnu")
    message = _("{why}")
    remedy = _("Choisissez parmi les filtres de la page du journal.")


class UnknownCommentError(NotFoundError):
    code = "unknown-comment"
    message = _("Ce message n’existe pas, ou n’existe plus.")
    remedy = _("Revenez à la conversation.")


class NothingSaidError(TerreauError):
    code = "nothing-said"
    status = 422
    title = _("Il manque votre texte")
    message = _("Le message est vide.")
    remedy = _("Écrivez quelques mots, puis envoyez de nouveau.")


class TooLongError(TerreauError):
    code = "too-long"
    status = 422
    title = _("C’est trop long")
    message = _("Un message a {limit} caractères au plus.")
    remedy = _("Coupez-le en plusieurs messages, ou raccourcissez-le.")


class ConversationClosedError(TerreauError):
    code = "conversation-closed"
    status = 409
    title = _("La conversation est close")
    message = _("On ne peut plus y écrire : {reason}")
    remedy = _("Lisez ce qui a été dit. Une personne qui répond de cette page peut rouvrir la conversation.")


class ChangedCommentError(TerreauError):
    code = "changed-comment"
    status = 409
    title = _("Ce message a changé entre-temps")
    message = _("Une autre page l’a modifié pendant que vous écriviez.")
    remedy = _("Relisez-le, puis recommencez : votre texte n’a pas été enregistré.")


class SentKeyTakenError(TerreauError):
    code = "sent-key-taken"
    status = 409
    title = _("Ce formulaire a déjà servi")
    message = _("Ce formulaire a été envoyé par quelqu’un d’autre.")
    remedy = _("Rechargez la page, puis recommencez.")


class ReasonNeededError(TerreauError):
    code = "reason-needed"
    status = 422
    title = _("Il manque la raison")
    message = _("Ce choix est public : il lui faut une raison.")
    remedy = _("Écrivez une phrase qui dit pourquoi.")


class UnknownFollowError(NotFoundError):
    code = "unknown-follow"
    message = _("Ce suivi n’existe pas, ou n’existe plus.")
    remedy = _("Ouvrez la liste de ce que vous suivez.")


class BadStopLinkError(NotFoundError):
    code = "bad-stop-link"
    message = _("Ce lien pour arrêter les messages n’est pas entier, ou n’est pas d’ici.")
    remedy = _("Ouvrez le lien depuis le message reçu, ou arrêtez les messages depuis « Mon espace ».")


class TooManyFollowsError(TerreauError):
    code = "too-many-follows"
    status = 409
    title = _("Vous suivez déjà beaucoup de choses")
    message = _("On peut suivre {limit} choses au plus.")
    remedy = _("Arrêtez d’en suivre une, ou suivez plutôt un thème ou un territoire.")


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
