from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "terreau.territories"
    label = "territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from terreau.foundation import slots
        from terreau.territories import offers

        slots.search_results.register(offers.search_results, weight=60)
