"""What the directory gives away for machines and desks: JSON, CSV, workbook, cards, points."""
