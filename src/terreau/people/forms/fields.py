"""Fields that several forms of the room share."""

from __future__ import annotations

from django import forms

from terreau.people.words import one_line


class LineField(forms.CharField):
    """One line of text: control and direction marks taken off, and never sent back longer than useful."""

    def to_python(self, value: str | None) -> str:
        return one_line(super().to_python(value) or "")

    def bound_data(self, data: object, initial: object) -> object:
        """What the form shows again when something is wrong: not ten megabytes."""
        shown = super().bound_data(data, initial)
        return shown[: 2 * (self.max_length or 300)] if isinstance(shown, str) else shown
