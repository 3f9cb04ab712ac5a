"""The catalogue for programs."""

from django.urls import path

from terreau.catalogue.views import dcat

urlpatterns = [
    path("catalogue", dcat.catalogue, name="dcat"),
    path("catalogue.<slug:ending>", dcat.catalogue_page, name="dcat-page"),
    path("<int:pk>/description.<slug:ending>", dcat.dataset, name="dcat-dataset"),
]
