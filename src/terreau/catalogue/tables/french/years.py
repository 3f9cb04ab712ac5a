"""A period of years, AAAA/AAAA, or one year where that is allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge, one_column

if TYPE_CHECKING:
    from terreau.saying import Both

_PERIOD = re.compile(r"(\d{4})/(\d{4})")


class YearInterval(FrenchRule):
    code = "year-interval-value"
    title = ("Période mal écrite", "Period badly written")
    remedy = (
        "Écrivez une période sous la forme 2024/2025, la plus ancienne année d’abord.",
        "Write a period in the form 2024/2025, the earlier year first.",
    )


def _judge(params: dict[str, Any]) -> Judge:
    alone = str(params.get("allow-year-only", "")).lower() in ("true", "yes")

    def judge(values: Any) -> Both | None:
        text = str(values[0])
        if alone and re.fullmatch(r"\d{4}", text):
            return None
        period = _PERIOD.fullmatch(text)
        if not period:
            return (
                "ce n’est pas une période de la forme AAAA/AAAA" + (" ni une année" if alone else ""),
                "it is not a period of the form YYYY/YYYY" + (" nor a year" if alone else ""),
            )
        if int(period[1]) == int(period[2]):
            return ("les deux années doivent être différentes", "the two years must be different")
        if int(period[1]) < int(period[2]):
            return None
        return ("la deuxième année doit suivre la première", "the second year must come after the first")

    return judge


CHECK = FrenchCheck(("year-interval-value",), YearInterval, one_column, _judge)
