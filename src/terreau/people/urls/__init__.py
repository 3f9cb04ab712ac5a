"""Addresses of the room; those of signing in are in `account`."""

from django.urls import path

from terreau.people.views import (
    deletion,
    invitations,
    me,
    members,
    organisations,
    privacy,
    sign_ins,
    stewards,
)

app_name = "people"
urlpatterns = [
    path("mon-espace/", me.me, name="me"),
    path("mon-espace/nom/", me.name, name="name"),
    path("mon-espace/mes-donnees.json", me.data, name="data"),
    path("mon-espace/mot-de-passe/supprimer/", me.drop_password, name="drop_password"),
    path("mon-espace/connexions/", sign_ins.sign_ins, name="sign_ins"),
    path("mon-espace/connexions/<int:pk>/fermer/", sign_ins.end, name="end_sign_in"),
    path("mon-espace/connexions/fermer/", sign_ins.end_all, name="end_sign_ins"),
    path("mon-espace/supprimer/", deletion.delete, name="delete_account"),
    path("compte-supprime/", deletion.gone, name="gone"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/declarer/", organisations.declare, name="declare"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/<slug:slug>/modifier/", organisations.change, name="change_organisation"),
    path("organisations/<slug:slug>/verifier/", organisations.verify, name="verify"),
    path("organisations/<slug:slug>/ne-plus-verifier/", organisations.unverify, name="unverify"),
    path("organisations/<slug:slug>/membres/", members.members, name="members"),
    path("organisations/<slug:slug>/membres/<slug:handle>/role/", members.role, name="role"),
    path("organisations/<slug:slug>/membres/<slug:handle>/confier/", members.hand_over, name="hand_over"),
    path("organisations/<slug:slug>/membres/<slug:handle>/retirer/", members.remove, name="remove_member"),
    path("organisations/<slug:slug>/quitter/", members.leave, name="leave"),
    path("organisations/<slug:slug>/invitations/", invitations.invite, name="invite"),
    path(
        "organisations/<slug:slug>/invitations/<int:pk>/retirer/",
        invitations.withdraw,
        name="withdraw_invitation",
    ),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<str:token>/accepter/", invitations.accept, name="accept_invitation"),
    path("invitations/<str:token>/refuser/", invitations.refuse, name="refuse_invitation"),
    path("animation/", stewards.desk, name="stewards"),
    path("animation/personnes/", stewards.people, name="people"),
    path("animation/personnes/<slug:handle>/", stewards.person, name="person"),
    path("animation/personnes/<slug:handle>/bloquer/", stewards.block, name="block"),
    path("animation/personnes/<slug:handle>/debloquer/", stewards.unblock, name="unblock"),
    path("animation/personnes/<slug:handle>/nommer/", stewards.appoint, name="appoint"),
    path("animation/personnes/<slug:handle>/demettre/", stewards.dismiss, name="dismiss"),
    path("vie-privee/", privacy.privacy, name="privacy"),
    path("vie-privee/registre/", privacy.register, name="register"),
    path("vie-privee/registre.csv", privacy.register_table, name="register_table"),
]
