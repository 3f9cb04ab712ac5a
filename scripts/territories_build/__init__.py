"""The parts of `build_territories.py`: one source or one table a file."""
