"""A portal over several province sites: one search, and a way to each."""
