"""What the placeholders of a piece say, for the translator."""

from django.utils import translation

from pages.locales import speaking
from pages.translations.exchange.markup import references_shown
from pages.translations.exchange.segments import Segment


def figures_said(segment: Segment, language: str) -> list[str]:
    """``{signed_amount_cny_through_5} = RMB 456.5 billion · 4565亿元``, a line a figure."""
    found = []
    for name, reference in references_shown(segment.source).items():
        said = []
        for code in dict.fromkeys(("en", translation.get_language() or "en", language)):
            with speaking(code):
                said.append(reference.say())
        found.append(f"{name} = {' · '.join(dict.fromkeys(said))}")
    return found
