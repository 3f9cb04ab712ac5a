from __future__ import annotations

from django.db import models

from terreau.foundation.search import Searchable


class Paper(Searchable):
    """A title and a text; `hidden` lets tests narrow what may be found."""

    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    def search_title(self) -> str:
        return self.title

    def search_body(self) -> str:
        return self.text
