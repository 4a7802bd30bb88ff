"""What anybody brings in without an account: forms in steps, confirmation by mail, and a private link to one's own card."""
