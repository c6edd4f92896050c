"""Who did what: Wagtail's own log, with what it lacks, closed against changes.

Wagtail notes what happens to pages, files, snippets, accounts and groups. This adds who signed in, whose rights changed and
how, what was exported, and restores. The database itself refuses to change or delete an entry.
"""
