from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "terreau.foundation"
    label = "foundation"
