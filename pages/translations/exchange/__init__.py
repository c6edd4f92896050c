"""Texts of pages out to translators' own tools, and back as drafts."""
