"""Addresses about data, under /donnees/: one file a subject."""

from terreau.catalogue.urls import datasets, dcat, standards

app_name = "catalogue"
urlpatterns = [*datasets.urlpatterns, *dcat.urlpatterns, *standards.urlpatterns]
