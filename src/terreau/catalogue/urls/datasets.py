"""Data sets: their list, their pages, their feed."""

from django.urls import path

from terreau.catalogue import feeds
from terreau.catalogue.views import listing, packages, page

urlpatterns = [
    path("", listing.datasets, name="list"),
    path("flux.atom", feeds.atom, name="feed"),
    path("<int:pk>/", page.dataset_page, name="dataset"),
    path("<int:pk>/datapackage.json", packages.data_package, name="data-package"),
]
