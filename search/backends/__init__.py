"""Wagtail's search backends, without their stock faults."""
