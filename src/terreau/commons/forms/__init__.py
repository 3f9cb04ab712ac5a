"""What people are asked about commons."""
