"""The board's own screens for recordings: consents of guests, and the lines of captions."""
