"""One file for each form that the tables have had, oldest first. A released one is never changed."""
