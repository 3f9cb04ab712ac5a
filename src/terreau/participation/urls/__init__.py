"""Addresses of this room, one file a subject."""

from terreau.participation.urls import conversation, following, history, journal, moderation, tokens

app_name = "participation"
urlpatterns = [
    *journal.urlpatterns,
    *conversation.urlpatterns,
    *following.urlpatterns,
    *moderation.urlpatterns,
    *history.urlpatterns,
    *tokens.urlpatterns,
]
