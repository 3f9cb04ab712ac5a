"""The questions that read commons, each with a bounded number of SQL queries."""
