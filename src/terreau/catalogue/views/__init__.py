"""Pages about data."""
