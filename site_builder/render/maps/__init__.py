"""Maps: what they show, the interactive pages, and drawings for pages without script."""
