"""Addresses of the agenda and of meetings."""

from django.urls import path

from terreau.participation.feeds import meetings as feeds
from terreau.participation.views import meetings

urlpatterns = [
    path("agenda/", meetings.agenda, name="agenda"),
    path("agenda.ics", feeds.agenda, name="agenda-ics"),
    path("rendez-vous/<int:pk>/", meetings.meeting, name="meeting"),
    path("rendez-vous/<int:pk>.ics", feeds.meeting, name="meeting-ics"),
    path("rendez-vous/<int:pk>/modifier/", meetings.change, name="change-meeting"),
    path("rendez-vous/<int:pk>/annuler/", meetings.cancel, name="cancel-meeting"),
    path("rendez-vous/<slug:slug>/<str:key>/proposer/", meetings.plan, name="plan-meeting"),
]
