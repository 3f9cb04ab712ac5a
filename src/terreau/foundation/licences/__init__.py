"""Licences as SPDX expressions, as people write them; whether they are open, how they go together."""

from terreau.foundation.licences.compatibility import Compatibility, Fitness, compatibility, fitness
from terreau.foundation.licences.licence import Licence, understand
from terreau.foundation.licences.parsing import is_expression

__all__ = ["Compatibility", "Fitness", "Licence", "compatibility", "fitness", "is_expression", "understand"]
