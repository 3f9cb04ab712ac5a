"""What the person who hosts needs to sleep well: backup, restore, export, upkeep."""
