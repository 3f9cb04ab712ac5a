"""Pages about commons."""
