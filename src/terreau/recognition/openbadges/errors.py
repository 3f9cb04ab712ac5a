"""Faults that stop the engine: each says what happened and what to do, in French and in English."""

from __future__ import annotations

from typing import ClassVar

Both = tuple[str, str]
"""A sentence in French, then in English."""


class OpenBadgesError(Exception):
    """A file that cannot be read or made. `title`, `message` and `remedy` are (French, English)."""

    code: ClassVar[str] = "error"
    title: ClassVar[Both] = ("Ce fichier ne convient pas", "This file will not do")
    message: ClassVar[Both] = ("Une erreur est survenue.", "Something went wrong.")
    remedy: ClassVar[Both] = ("", "")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.said("en"))

    def said(self, lang: str) -> str:
        """Say the message in `lang` ("fr" or "en"), with the values of this very case.

        A value may itself be (French, English).
        """
        number = 0 if lang == "fr" else 1
        values = {name: one[number] if isinstance(one, tuple) else one for name, one in self.values.items()}
        return self.message[number].format(**values)

    def advice(self, lang: str) -> str:
        return self.remedy[0 if lang == "fr" else 1].format(**self.values)


class UnreadableError(OpenBadgesError):
    """Not a file that holds a credential."""

    code = "file"
    refused: ClassVar[bool] = False
    """True when the file was read and is refused, so that the verdict is `invalid` and not `unreadable`."""
    title = ("Fichier illisible", "Unreadable file")
    message = (
        "Ce fichier n’est ni un badge en JSON, ni un jeton signé, ni une image PNG ou SVG.",
        "This file is neither a JSON badge, nor a signed token, nor a PNG or SVG picture.",
    )
    remedy = (
        "Demandez le fichier d’origine : une capture d’écran ou une copie réduite perd le badge.",
        "Ask for the original file: a screenshot or a shrunken copy loses the badge.",
    )


class NoCredentialError(UnreadableError):
    code = "baking"
    message = ("Cette image ne contient aucun badge.", "This picture carries no badge.")


class ManyCredentialsError(UnreadableError):
    code = "baking"
    refused = True
    message = (
        "Cette image contient {count} badges, alors que la norme n’en permet qu’un.",
        "This picture carries {count} badges where the standard allows one.",
    )


class BrokenPictureError(UnreadableError):
    code = "baking"
    message = ("Cette image est abîmée : {why}.", "This picture is broken: {why}.")


class TooBigError(UnreadableError):
    """A cap was met; `what` names it as in `Caps`."""

    refused = True

    message = (
        "Ce fichier dépasse une limite de sécurité ({what} : {limit} au plus).",
        "This file exceeds a safety limit ({what}: {limit} at most).",
    )
    remedy = ("Un badge ordinaire en est très loin.", "An ordinary badge is far below it.")


class JsonError(UnreadableError):
    code = "json"
    message = ("Le texte du badge n’est pas du JSON correct : {why}.", "The text is not sound JSON: {why}.")


class AmbiguousJsonError(JsonError):
    """JSON that two readers may read differently: a name twice, NaN, half a character."""

    refused = True
    message = (
        "Le texte du badge peut être lu de deux façons : {why}.",
        "The text can be read in two ways: {why}.",
    )


class XmlError(UnreadableError):
    code = "baking"
    message = ("Cette image SVG n’est pas du XML correct.", "This SVG is not sound XML.")


class ForbiddenXmlError(XmlError):
    """Entities, an internal subset: what no picture needs and attacks use."""

    refused = True
    message = (
        "Cette image SVG contient des déclarations interdites (entités).",
        "This SVG holds forbidden declarations (entities).",
    )


class UnreadableKeyError(OpenBadgesError):
    """A key that cannot be read."""

    code = "key"
    title = ("Clé illisible", "Unreadable key")
    message = ("Cette clé n’est pas lisible : {why}.", "This key cannot be read: {why}.")


class IssueError(OpenBadgesError):
    """A credential that the engine refuses to sign, because it would not verify."""

    code = "issue"
    title = ("Ce badge ne peut pas être émis", "This badge cannot be issued")
    message = ("{why}", "{why}")


class UnreachableError(OpenBadgesError):
    """A resolver has no answer for an address."""

    code = "unreachable"
    title = ("Adresse injoignable", "Unreachable address")
    message = ("Impossible d’obtenir {url}.", "Could not get {url}.")


class MeaningError(OpenBadgesError):
    """JSON-LD that does not mean what it seems to say. `check` names the check that fails for it."""

    title = ("Le sens du fichier n’est pas assuré", "The meaning of the file is not certain")

    def __init__(self, check: str, sentence: str, **values: object) -> None:
        self.check = check
        self.sentence = sentence
        super().__init__(**values)
