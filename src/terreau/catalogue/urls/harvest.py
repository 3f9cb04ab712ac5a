"""Catalogues of other portals."""

from django.urls import path

from terreau.catalogue.views import harvest

urlpatterns = [
    path("catalogues/", harvest.sources, name="sources"),
    path("catalogues/ajouter/", harvest.add, name="add-source"),
    path("catalogues/<int:pk>/", harvest.source, name="source"),
    path("catalogues/<int:pk>/modifier/", harvest.change, name="change-source"),
    path("catalogues/<int:pk>/lire/", harvest.read, name="read-source"),
    path("catalogues/<int:pk>/arreter/", harvest.stop, name="stop-source"),
    path("catalogues/<int:pk>/oublier/", harvest.remove, name="remove-source"),
    path("ailleurs/<int:pk>/", harvest.dataset, name="elsewhere"),
]
