"""The work that needs a person."""
