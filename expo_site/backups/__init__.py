"""The whole site in one file, and back: database and uploads, with checksums and versions, encrypted when a key is given.

``make`` writes a file, ``restore`` reads it, ``rotation`` says which to keep. ``manage.py backup`` and ``restore`` are
their faces for people; the scheduler runs the first by itself.
"""
