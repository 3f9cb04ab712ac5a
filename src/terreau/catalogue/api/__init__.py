"""Data as JSON, one file a subject."""
