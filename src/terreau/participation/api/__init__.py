"""Taking part, as JSON: one file a subject."""
