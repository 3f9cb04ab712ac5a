"""Rows of a data set: its first table, or one that is named."""

from django.urls import include, path

from terreau.catalogue.views import rows

_pages = [
    path("", rows.rows_page, name="rows"),
    path("colonnes/", rows.columns_page, name="rows-columns"),
    path("<int:number>/", rows.row_page, name="row"),
    path("en/<slug:form>/", rows.rows_file, name="rows-file"),
]

urlpatterns = [
    path("<int:pk>/lignes/", include(_pages)),
    path("<int:pk>/tableaux/<int:table>/lignes/", include(_pages)),
]
