"""What happened here that a worker has to go on with."""

from django.dispatch import Signal

#: A reading of a table at its address waits for a worker. Sent with `fetch`, its key.
fetch_waits = Signal()

#: A table could not be read again, and nobody in charge was told yet. Sent with `distribution`, its key.
failure_waits = Signal()
