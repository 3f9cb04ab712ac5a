from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "terreau.needs"
    label = "needs"
    verbose_name = "Besoins"

    def ready(self) -> None:
        from terreau.needs.slots import register

        register()
