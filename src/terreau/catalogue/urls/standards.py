"""Standards of data."""

from django.urls import path

from terreau.catalogue.views import standards

urlpatterns = [
    path("standards/", standards.standards_list, name="standards"),
    path("standards/ajouter/", standards.add, name="add-standard"),
    path("standards/<slug:slug>/", standards.standard, name="standard"),
    path("standards/<slug:slug>/garder/", standards.keep, name="keep-standard"),
    path("standards/<slug:slug>/schema.json", standards.descriptor, name="schema-json"),
    path(
        "standards/<slug:slug>/exemple-juste.csv",
        standards.example,
        {"verdict": "valid"},
        name="valid-example",
    ),
    path(
        "standards/<slug:slug>/exemple-faux.csv",
        standards.example,
        {"verdict": "invalid"},
        name="invalid-example",
    ),
    path("standards/<slug:slug>/modele.csv", standards.blank, {"ending": "csv"}, name="blank-csv"),
    path("standards/<slug:slug>/modele.xlsx", standards.blank, {"ending": "xlsx"}, name="blank-xlsx"),
]
