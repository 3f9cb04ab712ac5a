from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "terreau.territories"
    label = "territories"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from django.core.signals import request_finished, request_started

        from terreau.foundation import slots as places
        from terreau.territories import slots
        from terreau.territories.queries import editions

        request_started.connect(editions.a_request_begins)
        request_finished.connect(editions.a_request_ends)

        places.search_results.register(slots.search_results, weight=60)
        places.kept_data.register(slots.kept_about_people, weight=90)
