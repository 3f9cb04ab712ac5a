"""What the machine refuses (disk full, folder not ours, port taken), turned into sentences with a remedy.

The same sentence serves the page of a person who was writing and the terminal of the person who hosts.
"""

from __future__ import annotations

import errno

from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import TerreauError


class DiskFullError(TerreauError):
    code = "disk-full"
    status = 503
    title = _("Plus de place")
    message = _("Il n’y a plus de place sur le disque de ce service : rien n’a été enregistré.")
    remedy = _(
        "Libérez de la place dans le dossier de données, puis recommencez : ce qui était écrit est gardé."
    )


class DiskFaultError(TerreauError):
    code = "disk-fault"
    status = 503
    title = _("Le disque a refusé une écriture")
    message = _("Le disque de ce service a refusé une écriture : rien n’a été enregistré.")
    remedy = _("Vérifiez la place libre et l’état du disque, puis recommencez.")


class ReadOnlyError(TerreauError):
    code = "read-only"
    status = 503
    title = _("Écriture impossible")
    message = _("Ce service ne peut pas écrire dans son dossier de données : rien n’a été enregistré.")
    remedy = _(
        "Donnez le droit d’écrire dans ce dossier au compte qui fait tourner Terreau, puis recommencez."
    )


class DatabaseBusyError(TerreauError):
    code = "database-busy"
    status = 503
    title = _("Base de données occupée")
    message = _("La base de données est restée occupée trop longtemps : rien n’a été enregistré.")
    remedy = _("Recommencez dans une minute.")


class DatabaseDamagedError(TerreauError):
    code = "database-damaged"
    status = 503
    title = _("Base de données abîmée")
    message = _("La base de données est abîmée : une partie ne peut plus en être lue.")
    remedy = _("Reprenez une sauvegarde avec « terreau restore », et vérifiez l’état du disque.")


class DatabaseUnreachableError(TerreauError):
    code = "database-unreachable"
    status = 503
    title = _("Base de données injoignable")
    message = _("La base de données ne répond pas.")
    remedy = _("Vérifiez qu’elle tourne et que DATABASE_URL est juste : « terreau check » dit ce qui manque.")


_BY_NUMBER: dict[int | None, type[TerreauError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EFBIG: DiskFullError,
    errno.EROFS: ReadOnlyError,
    errno.EACCES: ReadOnlyError,
    errno.EPERM: ReadOnlyError,
}

#: Words of SQLite (https://www.sqlite.org/rescode.html) and of libpq, which give no number through DB-API.
_BY_WORDS = (
    ("database or disk is full", DiskFullError),
    ("disk i/o error", DiskFaultError),
    ("no space left on device", DiskFullError),
    ("readonly database", ReadOnlyError),
    ("read-only", ReadOnlyError),
    ("unable to open database file", ReadOnlyError),
    ("database is locked", DatabaseBusyError),
    ("disk image is malformed", DatabaseDamagedError),
    ("file is not a database", DatabaseDamagedError),
    ("connection refused", DatabaseUnreachableError),
    ("could not connect", DatabaseUnreachableError),
    ("connection failed", DatabaseUnreachableError),
    ("server closed the connection", DatabaseUnreachableError),
)


def of_the_machine(fault: BaseException) -> TerreauError | None:
    """The sentence for a refusal of the disk or of the database, or None when `fault` is something else."""
    if isinstance(fault, OSError):
        known = _BY_NUMBER.get(fault.errno)
        return known() if known else None
    # By name: django.db may not be imported yet where the command line asks. A damaged file is a bare
    # DatabaseError; its other kinds are about what is written, and may quote it.
    names = [kind.__name__ for kind in type(fault).__mro__]
    if names[0] == "DatabaseError" or {"OperationalError", "InternalError"} & set(names):
        words = str(fault).lower()
        return next((kind() for part, kind in _BY_WORDS if part in words), None)
    return None
