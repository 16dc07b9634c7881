"""Tools for the people who keep the records: they work around the same records as the build."""
