"""Addresses about data, under /donnees/: one file a subject."""

from terreau.catalogue.urls import acting, bringing, datasets, missing, rows

app_name = "catalogue"
urlpatterns = [
    *datasets.urlpatterns,
    *bringing.urlpatterns,
    *missing.urlpatterns,
    *acting.urlpatterns,
    *rows.urlpatterns,
]
