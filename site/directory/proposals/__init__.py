"""Records that are proposed from within an entry: used in its draft at once, public with the entry or by a chief editor."""
