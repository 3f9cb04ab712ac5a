"""What happened here that a worker has to go on with."""

from django.dispatch import Signal

#: A reading of another portal's catalogue waits for a worker. Sent with `run`, its key.
harvest_waits = Signal()
