"""Catalogue: data sets, standards, checks."""
