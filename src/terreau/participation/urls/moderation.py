"""Addresses of reports and decisions."""

from django.urls import path

from terreau.participation.views import moderation, reporting, transparency

urlpatterns = [
    path("signaler/<slug:slug>/<str:key>/", reporting.report, name="report"),
    path("moderation/", reporting.rules_page, name="rules"),
    path("moderation/decisions/<int:pk>/", reporting.decision, name="decision"),
    path("moderation/decisions/<int:pk>/contester/", reporting.contest, name="appeal"),
    path("moderation/contester/<str:token>/", reporting.contest_by_link, name="appeal-by-link"),
    path("moderation/transparence/", transparency.page, name="transparency"),
    path("moderation/transparence.csv", transparency.table, name="transparency-csv"),
    path("moderation/transparence.json", transparency.data, name="transparency-json"),
    path("animation/signalements/", moderation.queue, name="moderation"),
    path("animation/signalements/<int:pk>/", moderation.case, name="case"),
    path("animation/moderation/", moderation.moderators, name="moderators"),
    path("animation/moderation/<int:pk>/retirer/", moderation.dismiss_moderator, name="dismiss-moderator"),
]
