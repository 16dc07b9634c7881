"""From YAML text to one linked directory: load, validate, link, and the rules between."""
