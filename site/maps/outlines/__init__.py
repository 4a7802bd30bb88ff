"""Outlines of districts: reading GeoJSON, geometry, and the sets that a site draws."""
