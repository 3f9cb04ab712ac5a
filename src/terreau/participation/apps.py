from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "terreau.participation"
    label = "participation"
    verbose_name = "Participation"

    def ready(self) -> None:
        import terreau.participation.rules  # noqa: F401 - rights are known once they are read
        from terreau.foundation.slots import public_sets, regular_jobs, safe_again
        from terreau.participation import formats, formats_files, formats_meetings
        from terreau.participation.signals import line_written, notice_written
        from terreau.participation.slots import register
        from terreau.participation.tasks import (
            again_without_harm,
            every_ten_minutes,
            send_soon,
            tell_at_once,
        )

        register()
        public_sets.register(formats.public_sets, weight=30)
        public_sets.register(formats_files.public_sets, weight=35)
        public_sets.register(formats_meetings.public_sets, weight=60)  # about things of every room
        regular_jobs.register(every_ten_minutes)
        safe_again.register(again_without_harm)
        line_written.connect(tell_at_once, dispatch_uid="tell_at_once")
        notice_written.connect(send_soon, dispatch_uid="send_soon")
