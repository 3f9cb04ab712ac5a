"""Addresses of photographs and files."""

from django.urls import path

from terreau.participation.views import file_bytes, files

urlpatterns = [
    path("fichiers/<int:pk>/", files.file_page, name="file"),
    path("fichiers/<int:pk>/decrire/", files.describe, name="describe-file"),
    path("fichiers/<int:pk>/retirer/", files.remove, name="remove-file"),
    path("fichiers/<int:pk>/<str:name>", file_bytes.file_bytes, name="file-bytes"),
    path("fichiers/<slug:slug>/<str:key>/", files.album, name="files"),
    path("fichiers/<slug:slug>/<str:key>/ajouter/", files.add, name="add-file"),
]
