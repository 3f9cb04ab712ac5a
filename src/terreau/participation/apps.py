from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "terreau.participation"
    label = "participation"
    verbose_name = "Participation"

    def ready(self) -> None:
        import terreau.participation.rules  # noqa: F401 - rights are known once they are read
        from terreau.participation.signals import line_written, notice_written
        from terreau.participation.slots import register
        from terreau.participation.tasks import send_soon, tell_at_once

        register()
        line_written.connect(tell_at_once, dispatch_uid="tell_at_once")
        notice_written.connect(send_soon, dispatch_uid="send_soon")
