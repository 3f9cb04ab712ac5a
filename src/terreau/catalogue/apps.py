from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "terreau.catalogue"
    label = "catalogue"
    verbose_name = "Données"

    def ready(self) -> None:
        from terreau.catalogue.slots import register

        register()
