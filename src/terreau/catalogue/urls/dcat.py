"""The catalogue for programs."""

from django.urls import path, register_converter

from terreau.catalogue.dcat import FORMS
from terreau.catalogue.views import dcat


class Ending:
    """One of the forms of RDF that are written."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ending, "rdf_form")

urlpatterns = [
    path("catalogue", dcat.catalogue, name="dcat"),
    path("catalogue.<rdf_form:ending>", dcat.catalogue_page, name="dcat-page"),
    path("<int:pk>/description.<rdf_form:ending>", dcat.dataset, name="dcat-dataset"),
]
