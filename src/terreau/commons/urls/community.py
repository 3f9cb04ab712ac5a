"""Addresses of the community of a commons, its rules and its uses."""

from django.urls import path

from terreau.commons.views import community, governing, using

urlpatterns = [
    path("reprendre/", governing.takeover_rule, name="takeover-rule"),
    path("invitation/<str:token>/", community.accept, name="invitation"),
    path("<int:pk>/communaute/", community.community, name="community"),
    path("<int:pk>/communaute/rejoindre/", community.join, name="join"),
    path("<int:pk>/communaute/inviter/", community.invite, name="invite"),
    path("<int:pk>/communaute/quitter/", community.leave, name="leave"),
    path("<int:pk>/communaute/<int:member_pk>/confier/", community.hand_over, name="hand-over"),
    path("<int:pk>/decisions/poser/", governing.ask, name="ask"),
    path("<int:pk>/decisions/<int:decision_pk>/", governing.decision, name="decision"),
    path("<int:pk>/regles/", governing.rules, name="rules"),
    path("<int:pk>/regles/<slug:light>/", governing.rule, name="rule"),
    path("<int:pk>/reprendre/", governing.take_over, name="take-over"),
    path("<int:pk>/reprendre/achever/", governing.complete_takeover, name="complete-takeover"),
    path("<int:pk>/reprendre/refuser/", governing.refuse_takeover, name="refuse-takeover"),
    path("<int:pk>/usages/", using.uses, name="uses"),
    path("<int:pk>/usages/dire/", using.say_use, name="say-use"),
    path("<int:pk>/usages/<int:use_pk>/finir/", using.end_use, name="end-use"),
]
