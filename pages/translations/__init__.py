"""The interface's strings in other languages: gettext catalogs made and kept with Babel, without system packages.

Nothing here needs Django's settings or the database, so a first start can compile the catalogs before either exists.
"""
