from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "terreau.needs"
    label = "needs"
    verbose_name = "Besoins"

    def ready(self) -> None:
        from terreau.foundation.slots import public_sets
        from terreau.needs import formats
        from terreau.needs.slots import register

        register()
        public_sets.register(formats.public_sets, weight=20)
