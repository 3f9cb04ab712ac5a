"""Terreau: the digital commons of a territory."""
