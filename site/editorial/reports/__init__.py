"""Reports for the board: what is stale, incomplete, untranslated, without owner, broken or not accessible; all as CSV too."""
