"""References to records, found by introspection of the models; ids of merged records lead to the record they became."""
