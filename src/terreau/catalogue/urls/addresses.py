"""A table that stands elsewhere: its address given, read, read again."""

from django.urls import path

from terreau.catalogue.views import addresses

urlpatterns = [
    path("apporter/adresse/", addresses.bring, name="bring-address"),
    path("<int:pk>/adresse/", addresses.address, name="address"),
    path("<int:pk>/adresse/lire/", addresses.read, name="read-address"),
    path("<int:pk>/adresse/annuler/", addresses.cancel, name="cancel-address"),
    path("<int:pk>/adresse/rythme/", addresses.pace, name="pace-address"),
    path("<int:pk>/adresse/arreter/", addresses.stop, name="stop-address"),
    path("<int:pk>/adresse/reprendre/", addresses.resume, name="resume-address"),
    path("<int:pk>/adresse/oublier/", addresses.forget, name="forget-address"),
]
