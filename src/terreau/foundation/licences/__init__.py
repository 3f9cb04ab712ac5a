"""Licences as SPDX expressions, understood as people write them, and whether they are open."""

from terreau.foundation.licences.licence import Licence, understand
from terreau.foundation.licences.parsing import is_expression

__all__ = ["Licence", "is_expression", "understand"]
