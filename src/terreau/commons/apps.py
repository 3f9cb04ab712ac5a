from django.apps import AppConfig


class CommonsConfig(AppConfig):
    name = "terreau.commons"
    label = "commons"
    verbose_name = "Communs"

    def ready(self) -> None:
        from terreau.commons import formats, tasks
        from terreau.commons.signals import archive_waits
        from terreau.commons.slots import register
        from terreau.foundation.slots import public_sets, safe_again

        register()
        archive_waits.connect(tasks.start, dispatch_uid="commons.archive")
        safe_again.register(tasks.again_without_harm)
        public_sets.register(formats.public_sets, weight=30)
