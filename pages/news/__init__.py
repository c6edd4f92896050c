"""News and announcements: items in both languages, corrections that mark what they correct, and feeds."""
