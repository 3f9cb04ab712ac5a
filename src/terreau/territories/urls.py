from django.urls import path

from terreau.territories import views

app_name = "territories"
urlpatterns = [
    path("", views.find, name="find"),
    path("<str:ref>.geojson", views.geo_json, name="geojson"),
    path("<str:ref>.csv", views.table, name="csv"),
    path("<str:ref>.jsonld", views.json_ld, name="jsonld"),
    path("<str:ref>/", views.territory, name="territory"),
    path("<str:ref>/communes/", views.communes, name="communes"),
]
