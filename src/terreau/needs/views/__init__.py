"""The pages about needs."""
