"""Engine: dates as iCalendar (RFC 5545), the little of it that says when, where and what.

Knows neither Django nor Terreau.
"""

from terreau.participation.icalendar.writing import Event, calendar

__all__ = ["Event", "calendar"]
