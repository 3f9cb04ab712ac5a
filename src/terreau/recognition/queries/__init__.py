"""The questions about badges, each with a bounded number of SQL queries."""
