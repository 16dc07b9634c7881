"""What happened to records, in words and as feeds."""
