"""The inbox: what happened to an editor's pieces and what waits for them, on the screen and by mail."""
