"""Wagtail search backends: passages go to our engines; for other models the stock backends with fixes."""
