"""Addresses about commons, under /communs/."""

from terreau.commons.urls import pages, sheet

app_name = "commons"
urlpatterns = [*sheet.urlpatterns, *pages.urlpatterns]
