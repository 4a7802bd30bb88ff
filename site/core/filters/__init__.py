"""The filters of listings and of search: one definition, counted by the database or in a facet index in memory."""
