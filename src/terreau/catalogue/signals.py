"""What happened here that a worker has to go on with."""

from django.dispatch import Signal

#: A version of a table waits for a worker: it is too large for a page to wait. Sent with `version`, its key.
version_waits = Signal()
