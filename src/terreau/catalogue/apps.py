from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "terreau.catalogue"
    label = "catalogue"
    verbose_name = "Données"

    def ready(self) -> None:
        from terreau.catalogue import formats, tasks, tasks_addresses, tasks_harvest
        from terreau.catalogue.signals import version_waits
        from terreau.catalogue.signals_addresses import failure_waits, fetch_waits
        from terreau.catalogue.signals_harvest import harvest_waits
        from terreau.catalogue.slots import register
        from terreau.foundation.slots import public_sets, regular_jobs, safe_again

        register()
        public_sets.register(formats.public_sets, weight=55)
        regular_jobs.register(tasks.every_ten_minutes)
        regular_jobs.register(tasks_harvest.every_hour)
        regular_jobs.register(tasks_addresses.every_ten_minutes)
        safe_again.register(tasks_addresses.again_without_harm)
        safe_again.register(tasks.again_without_harm)
        safe_again.register(tasks_harvest.again_without_harm)
        version_waits.connect(tasks.start, dispatch_uid="catalogue_version_waits")
        harvest_waits.connect(tasks_harvest.start, dispatch_uid="catalogue_harvest_waits")
        fetch_waits.connect(tasks_addresses.start, dispatch_uid="catalogue_fetch_waits")
        failure_waits.connect(tasks_addresses.start_telling, dispatch_uid="catalogue_failure_waits")
