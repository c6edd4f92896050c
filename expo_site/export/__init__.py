"""The public site as plain files: see ``manage.py export_site``."""
