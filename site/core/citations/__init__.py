"""How entries are cited: the citation line in APA style, and files for reference managers (BibTeX, RIS, CSL-JSON)."""
