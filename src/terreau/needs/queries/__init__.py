"""The questions that read needs, each with a bounded number of SQL queries."""
