from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "terreau.needs"
    label = "needs"
    verbose_name = "Besoins"
