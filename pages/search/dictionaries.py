"""The dictionaries that search reads once a process: words, characters, sounds; some 110 MB in all."""

from pages.search.analysis import segmenter
from pages.search.folding import fold
from pages.search.spelling import sound


def load_dictionaries() -> None:
    """Load them now. A server that forks its workers afterwards holds them once, and no visitor waits for them."""
    segmenter()
    fold("創新")
    sound("创新")
