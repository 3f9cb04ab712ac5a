"""Bring in the archive of a commons as a fork: all of it or nothing, its origin and its authors kept."""

from terreau.commons.actions.forking.bringing import Forked, fork

__all__ = ["Forked", "fork"]
