"""Data sets: their list, their pages."""

from django.urls import path

from terreau.catalogue.views import listing, page

urlpatterns = [
    path("", listing.datasets, name="list"),
    path("<int:pk>/", page.dataset_page, name="dataset"),
]
