from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "terreau.participation"
    label = "participation"
    verbose_name = "Participation"

    def ready(self) -> None:
        import terreau.participation.rules  # noqa: F401 - rights are known once they are read
        from terreau.participation.signals import line_written
        from terreau.participation.slots import register
        from terreau.participation.tasks import tell_at_once

        register()
        line_written.connect(tell_at_once, dispatch_uid="tell_at_once")
