"""From generated files to a published site: write the tree, run MkDocs, swap `site/`."""
