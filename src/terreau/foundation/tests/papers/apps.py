from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "terreau.foundation.tests.papers"
    label = "papers"
