from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "terreau.territories"
    label = "territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from terreau.foundation import slots as places
        from terreau.territories import slots

        places.search_results.register(slots.search_results, weight=60)
        places.kept_data.register(slots.kept_about_people, weight=90)
