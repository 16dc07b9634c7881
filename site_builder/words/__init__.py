"""What every other part speaks: issues, generated files, folding, order, formats, tables."""

import os

# Before `words.workbook` asks: with another reader of XML, which some tools of the tests bring,
# openpyxl would write other bytes.
os.environ["OPENPYXL_LXML"] = "False"
