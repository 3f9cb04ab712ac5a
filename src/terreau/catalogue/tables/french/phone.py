"""Telephone numbers, French or international."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column, plain

if TYPE_CHECKING:
    from terreau.saying import Both

_SEPARATORS = re.compile(r"[\s.\-\u00a0\u202f/()]")
# What is said before the first digit (« Tél. »), and after the last one: an extension, a full stop.
_BEFORE = re.compile(r"^[^+\d(]*")
_AFTER = re.compile(r"\s*(?:(?:ext\.?|x|#)\s?\d{1,7})?[^\w)]*$")
# National numbers with their zero or without, short numbers (3xxx, 1xx, 118xxx) and E.164 (ITU-T: at most fifteen
# digits).
_FRENCH = re.compile(r"(?:(?:\+|00)?33)?0?[1-9]\d{8}")
_SHORT = re.compile(r"3\d{3}|10\d{2}|1[15789]|11[0-9]|19[1-9]|118\d{3}|116\d{3}")
_ELSEWHERE = re.compile(r"(?:\+(?!33)[1-9]\d{6,14}|00(?!33)[1-9]\d{8,14})")


class PhoneNumber(FrenchRule):
    code = "phone-number-value"
    title = ("Numéro de téléphone incorrect", "Wrong telephone number")
    remedy = (
        "Écrivez par exemple 04 76 00 00 00 ou +33 4 76 00 00 00, un seul numéro par case.",
        "Write for example 04 76 00 00 00 or +33 4 76 00 00 00, one number in a cell.",
    )


def phone_fault(text: str) -> Both | None:
    plain_text = unicodedata.normalize("NFKC", text)
    number = _SEPARATORS.sub("", _AFTER.sub("", _BEFORE.sub("", plain_text)))
    known = _FRENCH.fullmatch(number) or _SHORT.fullmatch(number) or _ELSEWHERE.fullmatch(number)
    if known:
        return None
    return (
        "ce n’est pas un numéro de téléphone français ou international",
        "it is not a telephone number, French or international",
    )


CHECK = FrenchCheck(("phone-number-value",), PhoneNumber, one_column, plain(phone_fault))
