"""Addresses of what people follow."""

from django.urls import path

from terreau.participation.views import following

urlpatterns = [
    path("suivre/arreter/<str:token>/", following.stop, name="stop"),
    path("suivre/<slug:word>/<str:key>/", following.follow, name="follow"),
    path("mon-espace/suivis/", following.follows, name="follows"),
    path("mon-espace/suivis/<int:pk>/arreter/", following.unfollow, name="unfollow"),
]
