"""What a backup, or the file that claims to be one, can be refused for."""

from __future__ import annotations

from terreau.foundation.errors import TerreauError


class NotABackupError(TerreauError):
    code = "not-a-backup"
    message = "« {path} » n’est pas une sauvegarde de Terreau : {why}."
    remedy = "Donnez un fichier fait par « terreau backup »."


class DamagedBackupError(TerreauError):
    code = "damaged-backup"
    message = "La sauvegarde « {path} » est abîmée ou a été modifiée : {why}. Rien n’a été repris."
    remedy = "Prenez une autre sauvegarde ; « terreau backup --verify FICHIER » dit laquelle est entière."


class NewerBackupError(TerreauError):
    code = "newer-backup"
    message = "La sauvegarde « {path} » vient de Terreau {version}, que cette version ne sait pas lire."
    remedy = "Installez Terreau {version} ou plus récent, puis recommencez."


class DatabaseAheadError(TerreauError):
    code = "database-ahead"
    message = "La base de données vient d’une version plus récente de Terreau ({migration})."
    remedy = "Installez cette version plus récente : elle sait sauvegarder cette base."


class NotEmptyError(TerreauError):
    code = "place-not-empty"
    message = "Il y a déjà une instance dans {place} : rien n’a été repris."
    remedy = "Ajoutez --replace pour mettre la sauvegarde à sa place, ou choisissez un autre dossier."


class NoRoomForItError(TerreauError):
    code = "no-room-for-it"
    status = 503
    message = "Il faut {needed} Mo libres dans « {path} », et il y en a {free}."
    remedy = "Libérez de la place, puis recommencez."


class DatabaseHeldError(TerreauError):
    code = "database-held"
    status = 503
    message = "Un autre programme se sert de cette base de données."
    remedy = "Arrêtez Terreau partout où il tourne avec elle, puis recommencez."


class NotAPlanError(TerreauError):
    code = "not-a-rotation"
    message = "« {plan} » ne dit pas combien de sauvegardes garder."
    remedy = "Écrivez par exemple 7d4w12m : sept jours, quatre semaines, douze mois."


class WhereToError(TerreauError):
    code = "where-to"
    message = "Il manque où mettre la sauvegarde."
    remedy = "Écrivez « terreau backup FICHIER », ou « terreau backup --keep 7d4w12m --to DOSSIER »."


class AlreadyThereError(TerreauError):
    code = "already-there"
    message = "« {path} » existe déjà : rien n’a été écrit."
    remedy = "Donnez un autre nom, ou déplacez ce fichier."


class NoSuchFolderError(TerreauError):
    code = "no-such-folder"
    message = "Le dossier « {path} » n’existe pas."
    remedy = "Créez-le d’abord, sur un disque qui a de la place."
