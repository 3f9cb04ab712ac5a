"""Addresses of this room, one file a subject."""

from terreau.participation.urls import conversation, following, history, journal, tokens

app_name = "participation"
urlpatterns = [
    *journal.urlpatterns,
    *conversation.urlpatterns,
    *following.urlpatterns,
    *history.urlpatterns,
    *tokens.urlpatterns,
]
