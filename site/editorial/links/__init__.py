"""Links of public entries to other addresses: read at publication, asked once a week, and listed when they are broken."""
