"""Workbooks: records as rows and cells, out and back again."""
