"""What happened here that others may want to act on."""

from django.dispatch import Signal

#: People wait to be told that a badge is offered to them.
awards_to_tell = Signal()

#: A list of people was confirmed and waits to be awarded. Sent with `batch`, its primary key.
batch_confirmed = Signal()
