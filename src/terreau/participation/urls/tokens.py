"""Addresses of API tokens."""

from django.urls import path

from terreau.participation.views import tokens

urlpatterns = [
    path("mon-espace/jetons/", tokens.my_tokens, name="tokens"),
    path("mon-espace/jetons/<int:pk>/revoquer/", tokens.revoke, name="revoke-token"),
    path("organisations/<slug:slug>/jetons/", tokens.organisation_tokens, name="organisation-tokens"),
    path(
        "organisations/<slug:slug>/jetons/<int:pk>/revoquer/",
        tokens.revoke_for,
        name="revoke-organisation-token",
    ),
]
