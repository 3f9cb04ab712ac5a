"""Addresses of the pages of a commons."""

from django.urls import path

from terreau.commons.views import pages, wikis

urlpatterns = [
    path("<int:pk>/livret/", pages.booklet, name="booklet"),
    path("<int:pk>/pages/", pages.page_list, name="pages"),
    path("<int:pk>/pages.zip", wikis.markdown, name="pages-markdown"),
    path("<int:pk>/pages.xml", wikis.xml, name="pages-xml"),
    path("<int:pk>/pages/apporter/", wikis.bring, name="bring-wiki"),
    path("<int:pk>/pages/ecrire/", pages.write, name="write-page"),
    path("<int:pk>/pages/<slug:slug>/", pages.one_page, name="page"),
    path("<int:pk>/pages/<slug:slug>/modifier/", pages.edit, name="edit-page"),
    path("<int:pk>/pages/<slug:slug>/proteger/", pages.protect, name="protect-page"),
]
