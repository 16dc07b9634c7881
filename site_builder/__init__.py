"""Builds a public directory of cooperatives and OCOP products from YAML records."""
