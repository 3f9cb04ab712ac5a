from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "terreau.catalogue"
    label = "catalogue"
    verbose_name = "Données"

    def ready(self) -> None:
        from terreau.catalogue import tasks_harvest
        from terreau.catalogue.signals_harvest import harvest_waits
        from terreau.catalogue.slots import register
        from terreau.foundation.slots import regular_jobs, safe_again

        register()
        regular_jobs.register(tasks_harvest.every_hour)
        safe_again.register(tasks_harvest.again_without_harm)
        harvest_waits.connect(tasks_harvest.start, dispatch_uid="catalogue_harvest_waits")
