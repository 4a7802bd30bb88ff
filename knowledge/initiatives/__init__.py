"""The overview of city labs and initiatives, and its import and export as CSV."""
