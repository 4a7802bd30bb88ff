"""Merging a record into another one of its kind."""
