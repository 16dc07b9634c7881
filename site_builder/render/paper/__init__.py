"""Paper: QR codes, one-page sheets, catalogues and pictures for sharing, as values to be set."""
