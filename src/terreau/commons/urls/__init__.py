"""Addresses about commons, under /communs/."""

from terreau.commons.urls import sheet

app_name = "commons"
urlpatterns = [*sheet.urlpatterns]
