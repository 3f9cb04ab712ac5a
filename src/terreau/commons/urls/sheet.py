"""Addresses of the list and of the sheet of a commons."""

from django.urls import path

from terreau.commons import feeds
from terreau.commons.views import beginning, changing, listing, opening, page

urlpatterns = [
    path("", listing.commons_list, name="list"),
    path("flux.atom", feeds.atom, name="feed"),
    path("communs.csv", feeds.table, name="table"),
    path("ouvrir/", opening.open_commons, name="open"),
    path("ouvrir/fichier/", beginning.begin, name="begin"),
    path("feuille/", page.blank_sheet, name="blank-sheet"),
    path("feuille/saisir/", opening.key_in, name="key-in"),
    path("<int:pk>/", page.commons_page, name="commons"),
    path("<int:pk>/feuille/", page.sheet, name="sheet"),
    path("<int:pk>/description/<str:name>", beginning.description, name="description"),
    path("<int:pk>/modifier/", changing.edit, name="edit"),
    path("<int:pk>/cherche/", changing.say_wish, name="wish"),
    path("<int:pk>/cherche/<int:wish_pk>/", changing.end_wish, name="end-wish"),
]
