"""An app with a kind of entry that no other code knows: it must appear everywhere by itself."""
