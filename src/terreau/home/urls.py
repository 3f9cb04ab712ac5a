"""Addresses of the pages that gather rooms."""

from __future__ import annotations

from django.urls import path

from terreau.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
]
