"""`python -m django clear_past`: the retention clock by hand, or from cron where no worker runs."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from terreau.people.actions import clear_past


class Command(BaseCommand):
    help = "Delete what is kept about people past its time (see /vie-privee/)."

    def handle(self, *_args: object, **_options: object) -> None:
        for name, number in clear_past().items():
            self.stdout.write(f"{name}: {number}")
