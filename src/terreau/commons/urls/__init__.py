"""Addresses about commons, under /communs/."""

from terreau.commons.urls import carrying, community, ledger, pages, sheet, wishes

app_name = "commons"
urlpatterns = [
    *sheet.urlpatterns,
    *pages.urlpatterns,
    *community.urlpatterns,
    *ledger.urlpatterns,
    *carrying.urlpatterns,
    *wishes.urlpatterns,
]
