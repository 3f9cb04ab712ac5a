"""Addresses by which commons leave and come in."""

from django.urls import path

from terreau.commons.views import carrying, names

urlpatterns = [
    path("apporter/", carrying.bring, name="bring"),
    path("cle.json", carrying.key, name="key"),
    path("<int:pk>/archive/", carrying.archive_page, name="archive"),
    path("<int:pk>/archive/preparer/", carrying.prepare_archive, name="prepare-archive"),
    path("<int:pk>/archive.zip", carrying.archive_file, name="archive-file"),
    path("<int:pk>/origine/", carrying.origin, name="origin"),
    path("<int:pk>/retirer-un-nom/", names.remove, name="remove-name"),
]
