"""Background tiles through the site's own caching proxy."""
