"""Finding: lists in parts, what narrows them, and the data of search and filters."""
