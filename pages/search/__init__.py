"""Search in both languages: a table of its own, indexed by words and pairs of characters that Python makes."""
