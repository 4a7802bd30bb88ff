"""Where records are used, and the protection of what is in use."""
