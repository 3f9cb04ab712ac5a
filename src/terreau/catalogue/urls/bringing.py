"""A table on its way: brought, checked, mended, described, published."""

from django.urls import path

from terreau.catalogue.views import bringing, file_bytes, preparing, reports

urlpatterns = [
    path("apporter/", bringing.bring, name="bring"),
    path("<int:pk>/apporter/", bringing.bring_again, name="bring-again"),
    path("rapports/<slug:code>/", reports.report, name="report"),
    path("rapports/<slug:code>/relire/", reports.read_again, name="read-again"),
    path("rapports/<slug:code>/reparer/", reports.mend, name="mend"),
    path("rapports/<slug:code>/arreter/", reports.stop, name="stop"),
    path("rapports/<slug:code>/reprendre/", reports.resume, name="resume"),
    path("rapports/<slug:code>/personnes/", reports.confirm, name="confirm-personal"),
    path("rapports/<slug:code>/<str:what>", file_bytes.file, name="file"),
    path("<int:pk>/decrire/", preparing.describe, name="describe"),
    path("<int:pk>/publier/", preparing.publish, name="publish"),
    path("<int:pk>/retirer/", preparing.withdraw, name="withdraw"),
    path("<int:pk>/oublier/", preparing.discard, name="discard"),
]
