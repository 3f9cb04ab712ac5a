"""Addresses of the journal."""

from django.urls import path

from terreau.participation.feeds import journal as feeds
from terreau.participation.views import journal

urlpatterns = [
    path("journal/", journal.journal_page, name="journal"),
    path("journal/flux.atom", feeds.atom, name="journal-atom"),
    path("journal/flux.json", feeds.json_feed, name="journal-json"),
]
