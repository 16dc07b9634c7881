"""Figures of the sector: in words, tables and charts."""
