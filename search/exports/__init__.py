"""A list of results as a file: CSV for a spreadsheet, RIS for a reference manager."""
