"""What a reviewer sees: two versions of a directory, compared for the public."""
