"""The cache of whole answers, in front of Django: see ``docs/decisions/page-cache.md``.

``serving`` decides what a request gets, ``answers`` is one kept answer in the encodings browsers take, ``store`` where
answers are kept, ``in_flight`` that each is made once, ``database_outage`` how requests fail fast meanwhile.
"""
