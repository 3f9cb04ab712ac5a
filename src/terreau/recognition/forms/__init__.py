"""The forms of recognition."""
