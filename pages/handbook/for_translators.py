"""What translators do: with pages, with the words of the interface, and with files."""

from django.utils.translation import gettext_lazy as _

from pages.handbook.chapters import Audience, Chapter, Shown, Step

TRANSLATE = Chapter(
    slug="translate",
    title=_("Translate"),
    audiences=frozenset({Audience.TRANSLATORS, Audience.EDITORS}),
    for_whom=_("For translators, and editors who write Chinese"),
    summary=_("How to find what lacks Chinese, see what changed in the English, and confirm that a translation fits."),
    steps=(
        Step(
            _(
                "%(translations)s lists everything that readers see: pages, snippets, settings, files and the words of the "
                "interface. What is missing stands first. The bars above say how much is done; each shows its kind alone."
            ),
            {"translations": Shown("Translations")},
            picture="workbench",
            shows=_("The list of all there is to translate"),
        ),
        Step(
            _(
                "Open an entry. Each piece stands beside its English. After %(since)s you read word by word what was added and "
                "what was taken away, so you need not compare the whole text."
            ),
            {"since": Shown("The English since it was translated:")},
            picture="difference",
            shows=_("A text whose English has changed, with the difference"),
        ),
        Step(
            _(
                "Write the translation and press %(next)s. Saving by hand confirms it, here and in the form of the page; what "
                "the form saves by itself while you type is kept, but stays unconfirmed. If the old translation is still good, "
                "tick %(fits)s instead of typing it anew."
            ),
            {"next": Shown("Save and next"), "fits": Shown("The translation is right as it is")},
        ),
        Step(
            _(
                "Leave figures and links as they are: a figure stands in the text as a name in braces, and is written as "
                "Chinese writes it when the page is shown. Agreed terms are listed below each box; names that are protected "
                "have one form and no other. %(glossary)s holds them all."
            ),
            {"glossary": Shown("Glossary")},
        ),
        Step(
            _(
                "For a word of the interface you see the page that shows it, with the word in a frame. Visitors read your "
                "translation within two seconds of %(save)s."
            ),
            {"save": Shown("Save")},
            picture="string",
            shows=_("A word of the interface, with a picture of where it stands"),
        ),
        Step(
            _(
                "To work in a translation program, use %(export)s and bring the PO files back with %(import)s. They become "
                "drafts and never go live by themselves. A text whose English has changed meanwhile is left out and named, so "
                "that nothing old slips in."
            ),
            {"export": Shown("Export pages"), "import": Shown("Import pages")},
        ),
    ),
)

CHAPTERS = (TRANSLATE,)
