"""Addresses of the pages that gather rooms."""

from __future__ import annotations

from django.urls import path

from terreau.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("recherche/", views.search, name="search"),
    path("donnees/api/", views.data, name="data"),
    path("reconnaissance/", views.recognition, name="recognition"),
    path("lieux/", views.places, name="places"),
    path("charte/", views.charter, name="charter"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("ce-service/", views.about, name="about"),
    path("facile/", views.easy_index, name="easy"),
    path("facile/<slug:slug>/", views.easy_page, name="easy_page"),
    path("langue/<str:code>/", views.language, name="language"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
