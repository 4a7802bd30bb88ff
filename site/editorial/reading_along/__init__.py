"""Reading along: who edits nothing reads a page and comments on its fields and sentences."""
