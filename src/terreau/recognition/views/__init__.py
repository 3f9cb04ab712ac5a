"""The pages of recognition."""
