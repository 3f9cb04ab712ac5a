"""Questions about data, each with a bounded number of SQL queries."""
