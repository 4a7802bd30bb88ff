"""Which characters a text may hold: one rule for what comes in and for what goes out."""
