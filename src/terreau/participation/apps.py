from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "terreau.participation"
    label = "participation"
    verbose_name = "Participation"

    def ready(self) -> None:
        from terreau.participation.slots import register

        register()
