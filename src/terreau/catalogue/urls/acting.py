"""What people do around published data."""

from django.urls import path

from terreau.catalogue.views import acting

urlpatterns = [
    path("<int:pk>/usages/declarer/", acting.declare_use, name="declare-use"),
    path("usages/<int:pk>/retirer/", acting.remove_use, name="remove-use"),
    path("<int:pk>/lignes/<int:number>/corriger/", acting.suggest, name="suggest"),
    path("corrections/<int:pk>/accepter/", acting.accept, name="accept-correction"),
    path("corrections/<int:pk>/refuser/", acting.refuse, name="refuse-correction"),
]
