"""Root addresses: each room stands under its French word."""

from django.urls import include, path

from terreau.config import health
from terreau.config.api import api
from terreau.config.mailbox import mailbox
from terreau.config.metrics import metrics

urlpatterns = [
    path("besoins/", include("terreau.needs.urls")),
    path("communs/", include("terreau.commons.urls")),
    path("donnees/", include("terreau.catalogue.urls")),
    path("badges/", include("terreau.recognition.urls")),
    path("territoires/", include("terreau.territories.urls")),
    path("", include("terreau.participation.urls")),
    path("compte/", include("terreau.people.urls.account")),
    path("", include("terreau.people.urls")),
    path("api/", api.urls),
    # Answered by the front door before anything else; here so that they have a name and stand in the docs.
    path("sante/vivant", health.alive, name="alive"),
    path("sante/pret", health.ready, name="ready"),
    path("sante/mesures", metrics, name="metrics"),
    path("boite-aux-lettres/", mailbox, name="mailbox"),
    path("", include("terreau.home.urls")),
]

handler400 = "terreau.foundation.views.bad_request"
handler403 = "terreau.foundation.views.forbidden"
handler404 = "terreau.foundation.views.not_found"
handler500 = "terreau.foundation.views.broken"
