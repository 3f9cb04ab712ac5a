"""Addresses of histories."""

from django.urls import path

from terreau.participation.feeds import history as feeds
from terreau.participation.views import history

urlpatterns = [
    path("historique/<slug:slug>/<str:key>/", history.history, name="history"),
    path("historique/<slug:slug>/<str:key>/flux.atom", feeds.atom, name="history-atom"),
    path("historique/<slug:slug>/<str:key>/<int:number>/", history.version, name="version"),
    path("historique/<slug:slug>/<str:key>/<int:number>/retablir/", history.restore, name="restore"),
]
