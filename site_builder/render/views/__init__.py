"""What pages, files and papers say of records, the same everywhere."""
