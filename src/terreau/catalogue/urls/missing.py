"""What is missing."""

from django.urls import path

from terreau.catalogue.views import missing

urlpatterns = [
    path("manque/", missing.missing_list, name="missing-list"),
    path("manque/demander/", missing.ask, name="ask"),
    path("manque/<int:pk>/", missing.missing_page, name="missing"),
    path("manque/<int:pk>/demander/", missing.wish, name="wish"),
    path("manque/<int:pk>/ne-plus-demander/", missing.unwish, name="unwish"),
    path("manque/<int:pk>/trouve/", missing.found, name="found"),
]
