"""Addresses about data, under /donnees/: one file a subject."""

from terreau.catalogue.urls import datasets, rows

app_name = "catalogue"
urlpatterns = [*datasets.urlpatterns, *rows.urlpatterns]
