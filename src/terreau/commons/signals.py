"""What happened here that a worker has to go on with."""

from django.dispatch import Signal

#: The archive of a large commons is asked for. Sent with `commons`, its key.
archive_waits = Signal()
