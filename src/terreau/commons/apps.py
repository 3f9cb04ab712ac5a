from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "terreau.commons"
    label = "commons"
    verbose_name = "Communs"

    def ready(self) -> None:
        from terreau.commons.slots import register

        register()
