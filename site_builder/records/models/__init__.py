"""What a valid record is: the fields of each kind, named as in the files."""
