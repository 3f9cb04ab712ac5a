"""What is wrong with a code, in words a person can act on."""

from typing import ClassVar

LONGEST_QUOTE = 40


class CodeError(ValueError):
    """A text which is not the code asked for.

    `message` and `remedy` are French sentences for a person, `code` is stable for a program.
    """

    code: ClassVar[str] = "code"
    title: ClassVar[str] = "Code refusé"

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UnreadableCodeError(CodeError):
    """The text has not the form of the code."""

    code = "code.unreadable"
    title = "Code illisible"


class WrongKeyError(CodeError):
    """The form is right, but the check digit shows a slip of the pen."""

    code = "code.wrong-key"
    title = "Chiffre de contrôle faux"


def quoted(text: str) -> str:
    """What was written, short enough to be repeated in a message whatever was sent."""
    flat = " ".join(text[: LONGEST_QUOTE * 4].split())
    return f"«\u00a0{flat[:LONGEST_QUOTE]}…\u00a0»" if len(flat) > LONGEST_QUOTE else f"«\u00a0{flat}\u00a0»"
