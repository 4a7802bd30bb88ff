"""The calendar of the board: events, planned publications, due dates and review-by dates, and small forms to change them."""
