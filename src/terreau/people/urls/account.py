"""Signing in: allauth's own views, only those we use, under French addresses and allauth's names."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from terreau.people.views import door, passkeys, provider

to_the_door = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("connexion/", door.door, name="account_login"),
    path("connexion/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("deconnexion/", door.leave, name="account_logout"),
    path("adresses/", views.email, name="account_email"),
    path("adresses/code/", views.email_verification_sent, name="account_email_verification_sent"),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", views.password_set, name="account_set_password"),
    path("confirmer/", views.reauthenticate, name="account_reauthenticate"),
    path("cle/", passkeys.use, name="use_passkey"),
    path("cles/", passkeys.passkeys, name="passkeys"),
    path("cles/ajouter/", passkeys.add, name="add_passkey"),
    path("cles/<int:pk>/renommer/", passkeys.rename, name="rename_passkey"),
    path("cles/<int:pk>/retirer/", passkeys.remove, name="remove_passkey"),
    path("fournisseur/", provider.identities, name="identities"),
    path("fournisseur/aller/", provider.begin, name="provider_begin"),
    path("fournisseur/retour/", provider.come_back, name="provider_return"),
    path("fournisseur/relier/", provider.join, name="provider_join"),
    path("fournisseur/<int:pk>/retirer/", provider.leave, name="leave_identity"),
    path("deconnecte/", door.left, name="signed_out"),
    # One door: an account is made by signing in, a forgotten password is replaced by a code.
    path("inscription/", to_the_door, name="account_signup"),
    path("connexion/demande/", to_the_door, name="account_request_login_code"),
    path("mot-de-passe/oublie/", to_the_door, name="account_reset_password"),
    path("bloque/", to_the_door, name="account_inactive"),
]
