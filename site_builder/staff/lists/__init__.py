"""Lists from elsewhere: CSV files, and the mapping that says what they hold."""
