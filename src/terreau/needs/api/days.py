"""A day as the JSON door takes it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from ninja import Field
from pydantic import BeforeValidator


def _written(said: object) -> object:
    """Left to itself, pydantic reads a number as seconds since 1970."""
    if not isinstance(said, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        raise ValueError("a day is written YYYY-MM-DD")
    return said


Day = Annotated[dt.date, BeforeValidator(_written), Field(description="A day that has been.")]
