"""Addresses about data, under /donnees/: one file a subject."""

from terreau.catalogue.urls import (
    acting,
    addresses,
    bringing,
    datasets,
    dcat,
    finding,
    harvest,
    missing,
    rows,
    standards,
)

app_name = "catalogue"
urlpatterns = [
    *datasets.urlpatterns,
    *bringing.urlpatterns,
    *addresses.urlpatterns,
    *missing.urlpatterns,
    *acting.urlpatterns,
    *rows.urlpatterns,
    *dcat.urlpatterns,
    *finding.urlpatterns,
    *harvest.urlpatterns,
    *standards.urlpatterns,
]
