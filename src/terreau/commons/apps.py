from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "terreau.commons"
    label = "commons"
    verbose_name = "Communs"

    def ready(self) -> None:
        from terreau.commons import formats
        from terreau.commons.slots import register
        from terreau.foundation.slots import public_sets

        register()
        public_sets.register(formats.public_sets, weight=30)
