"""What every other part speaks: issues, generated files, folding, order, formats, tables."""
