"""Filters of listings and of search: one definition, counted by the database or by a facet index in memory."""
