"""From a question to data."""

from django.urls import path

from terreau.catalogue.views import finding

urlpatterns = [path("trouver/", finding.find, name="find")]
