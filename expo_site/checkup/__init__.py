"""How the site is: each question is one function that answers in words. The machine's checks, the staff's page and
``manage.py doctor`` all ask the same ones."""
