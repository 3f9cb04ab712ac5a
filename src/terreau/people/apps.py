from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "terreau.people"
    label = "people"
    verbose_name = "Personnes"

    def ready(self) -> None:
        from allauth.usersessions.models import UserSession
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import pre_save

        from terreau.foundation import slots
        from terreau.people import formats
        from terreau.people.accounts import keep_network_only
        from terreau.people.freshness import remember
        from terreau.people.slots import register
        from terreau.people.tasks import every_day

        register()
        slots.public_sets.register(formats.public_sets, weight=10)
        slots.regular_jobs.register(every_day)
        user_logged_in.connect(remember, dispatch_uid="remember_when_signed_in")
        pre_save.connect(keep_network_only, sender=UserSession, dispatch_uid="keep_network_only")
