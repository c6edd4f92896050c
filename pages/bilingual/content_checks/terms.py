"""Names and terms that a translation does not render as the glossary says."""

from pages.translations.glossary_check import Glossary, departures


def wrong_terms(english: str, translated: str, language: str, terms: Glossary) -> list[str]:
    """A sentence for each term that is not as agreed, and each form that is never to be used, in the active language."""
    return [departure.sentence for departure in departures(english, translated, language, terms)]
