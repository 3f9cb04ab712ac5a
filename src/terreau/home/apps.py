from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "terreau.home"
    label = "home"
    verbose_name = "Accueil"
