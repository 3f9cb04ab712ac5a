"""Addresses about needs, under /besoins/."""

from django.urls import path

from terreau.needs import feeds
from terreau.needs.views import changing, drafts, importing, listing, merging, page, raising, supporting

app_name = "needs"
urlpatterns = [
    path("", listing.needs_list, name="list"),
    path("flux.atom", feeds.atom, name="feed"),
    path("besoins.csv", feeds.table, name="table"),
    path("exprimer/", raising.raise_need, name="raise"),
    path("semblables/", raising.similar, name="similar"),
    path("feuille/", page.blank_sheet, name="blank-sheet"),
    path("feuille/saisir/", raising.key_in, name="key-in"),
    path("brouillons/<int:pk>/effacer/", drafts.discard_draft, name="discard-draft"),
    path("importer/", importing.send, name="import"),
    path("importer/modele.csv", importing.template, name="import-template"),
    path("importer/<int:pk>/", importing.batch, name="batch"),
    path("importer/<int:pk>/oublier/", importing.discard_batch, name="discard-batch"),
    path("reunions/<int:pk>/", merging.decide, name="decide-merge"),
    path("reunions/<int:pk>/annoncer/", merging.announce, name="announce-merge"),
    path("<int:pk>/", page.need_page, name="need"),
    path("<int:pk>/feuille/", page.sheet, name="sheet"),
    path("<int:pk>/soutenir/", supporting.support, name="support"),
    path("<int:pk>/retirer/", supporting.withdraw, name="withdraw"),
    path("<int:pk>/papier/", supporting.count_on_paper, name="paper-count"),
    path("<int:pk>/papier/<int:paper_pk>/", supporting.correct_paper_count, name="paper-correction"),
    path("<int:pk>/modifier/", changing.edit, name="edit"),
    path("<int:pk>/etat/", changing.change_state, name="state"),
    path("<int:pk>/reunir/", merging.propose, name="propose-merge"),
]
