"""Addresses about data, under /donnees/: one file a subject."""

from terreau.catalogue.urls import datasets, dcat, finding, harvest, rows, standards

app_name = "catalogue"
urlpatterns = [
    *datasets.urlpatterns,
    *rows.urlpatterns,
    *dcat.urlpatterns,
    *finding.urlpatterns,
    *harvest.urlpatterns,
    *standards.urlpatterns,
]
