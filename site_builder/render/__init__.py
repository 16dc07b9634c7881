"""From the directory to the files of the site; data in, text out."""
