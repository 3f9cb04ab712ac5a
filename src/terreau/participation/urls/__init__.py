"""Addresses of this room, one file a subject."""

from terreau.participation.urls import conversation, files, following, history, journal, meetings, tokens

app_name = "participation"
urlpatterns = [
    *journal.urlpatterns,
    *conversation.urlpatterns,
    *files.urlpatterns,
    *following.urlpatterns,
    *history.urlpatterns,
    *meetings.urlpatterns,
    *tokens.urlpatterns,
]
