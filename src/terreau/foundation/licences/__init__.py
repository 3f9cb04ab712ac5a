"""Licences as SPDX expressions, understood as people write them, and whether they are open."""

from terreau.foundation.licences.licence import Licence, understand

__all__ = ["Licence", "understand"]
