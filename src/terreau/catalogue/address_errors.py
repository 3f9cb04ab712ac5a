"""What can go wrong with a table that is read at its address."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError, TerreauError


class NoAddressError(NotFoundError):
    code = "no-address"
    message = _("Ces données ne sont lues à aucune adresse.")
    remedy = _("Donnez l’adresse du fichier, ou apportez-le.")


class FetchGoingOnError(TerreauError):
    code = "fetch-going-on"
    status = 409
    title = _("Lecture en cours")
    message = _("Ce fichier est en train d’être lu à son adresse.")
    remedy = _("Attendez la fin, ou arrêtez cette lecture.")


class ManyReadingsError(TerreauError):
    code = "many-readings"
    status = 429
    title = _("Plusieurs lectures en cours")
    message = _("{most} de vos adresses sont déjà en train d’être lues.")
    remedy = _("Attendez que l’une de ces lectures se termine, ou arrêtez-en une.")


class SecretInAddressError(TerreauError):
    code = "secret-in-address"
    status = 422
    title = _("Cette adresse contient une clé")
    message = _("Cette adresse contient une clé ou un mot de passe (« {name} »), que tout le monde lirait.")
    remedy = _("Donnez une adresse qui s’ouvre sans clé, ou téléchargez le fichier puis déposez-le ici.")


class NotAnsweredError(TerreauError):
    code = "address-answers-otherwise"
    status = 502
    title = _("Le fichier n’est pas à cette adresse")
    message = _("Le site {host} répond {status} au lieu du fichier.")
    remedy = _(
        "Ouvrez l’adresse dans votre navigateur : elle doit télécharger le fichier sans vous connecter."
    )


class WebPageError(TerreauError):
    code = "address-of-a-page"
    status = 422
    title = _("C’est une page, pas un tableau")
    message = _("À cette adresse, le site {host} donne une page web.")
    remedy = _("Copiez l’adresse du lien de téléchargement, et non celle de la page où il se trouve.")


class EmptyFileError(TerreauError):
    code = "empty-file"
    status = 422
    title = _("Fichier vide")
    message = _("Le site {host} envoie un fichier vide.")
    remedy = _("Vérifiez l’adresse en l’ouvrant dans votre navigateur.")
