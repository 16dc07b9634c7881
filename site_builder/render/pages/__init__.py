"""The kinds of pages, one module each: the directory in, pages to render out."""
