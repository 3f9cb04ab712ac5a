"""What the gazetteer refuses, in words a person can act on."""

from typing import ClassVar


class GazetteerError(ValueError):
    """A question that cannot be searched."""

    code: ClassVar[str] = "gazetteer"
    title: ClassVar[str] = "Recherche impossible"
    remedy: ClassVar[str] = "Écrivez le nom d'une commune ou d'une intercommunalité, ou un code postal."

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class QuestionTooLongError(GazetteerError):
    """Far more than any name of a place."""

    code = "gazetteer.too-long"
    title = "Question trop longue"
