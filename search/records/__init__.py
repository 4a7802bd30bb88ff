"""Records, kinds, listings and fixed pages as results of a search. See docs/decisions/0053."""
