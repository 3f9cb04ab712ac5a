"""Addresses about commons, under /communs/."""

from terreau.commons.urls import community, pages, sheet

app_name = "commons"
urlpatterns = [*sheet.urlpatterns, *pages.urlpatterns, *community.urlpatterns]
