"""SQLite as Django drives it, with writers of one process taking turns (a Django database backend)."""
