"""What readers see of search."""
