"""Addresses of what commons look for and offer."""

from django.urls import path

from terreau.commons.views import wishes

urlpatterns = [
    path("recherches/", wishes.wish_list, name="wishes"),
    path("recherches/<int:pk>/", wishes.one_wish, name="one-wish"),
]
