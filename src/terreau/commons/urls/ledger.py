"""Addresses of contributions and components."""

from django.urls import path

from terreau.commons.views import components, ledger

urlpatterns = [
    path("composants/", components.component_list, name="components"),
    path("composants/<int:pk>/", components.component, name="component"),
    path("composants/<int:pk>/modifier/", components.change, name="change-component"),
    path("composants/<int:pk>/utiliser/", components.use, name="use-component"),
    path(
        "composants/<int:pk>/utiliser/<int:commons_pk>/finir/", components.end_use, name="end-component-use"
    ),
    path("<int:pk>/composants/declarer/", components.declare, name="declare-component"),
    path("<int:pk>/contributions/", ledger.contributions, name="contributions"),
    path("<int:pk>/contributions.csv", ledger.table, name="contributions-table"),
    path("<int:pk>/contributions/declarer/", ledger.declare, name="declare"),
    path("<int:pk>/contributions/<int:key>/", ledger.contribution, name="contribution"),
    path("<int:pk>/contributions/<int:key>/contester/", ledger.object_to, name="object"),
    path("<int:pk>/contributions/<int:key>/trancher/", ledger.settle, name="settle"),
    path("<int:pk>/contributions/<int:key>/retirer/", ledger.withdraw, name="withdraw"),
    path("<int:pk>/contributions/<int:key>/reconnaitre/", ledger.recognise, name="recognise"),
]
