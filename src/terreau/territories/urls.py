from django.urls import path, re_path

from terreau.territories import views

app_name = "territories"
urlpatterns = [
    path("", views.find, name="find"),
    path("sources/", views.sources, name="sources"),
    re_path(r"^(?P<ref>[^/.]+)\.(?P<suffix>jsonld|geojson|csv)$", views.in_format, name="in_format"),
    path("<str:ref>/", views.territory, name="territory"),
    path("<str:ref>/communes/", views.communes, name="communes"),
]
