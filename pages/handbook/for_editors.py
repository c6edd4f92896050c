"""What editors do with a page, from its first sentence to the review."""

from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import NAMES
from pages.handbook.chapters import Audience, Chapter, Shown, Step
from pages.review_workflow import WORKFLOW

WRITERS = frozenset({Audience.EDITORS, Audience.MODERATORS})

WRITE_IN_TWO_LANGUAGES = Chapter(
    slug="write-in-two-languages",
    title=_("Write in two languages"),
    audiences=WRITERS,
    for_whom=_("For editors and moderators"),
    summary=_("One page holds both languages. How to write them side by side, and send them to review."),
    steps=(
        Step(
            _(
                "English stands beside Chinese, field by field. Dates, pictures and choices are entered once and serve both, "
                "so the languages cannot disagree. With %(show)s you see one language alone; your browser remembers it."
            ),
            {"show": Shown("Show")},
            picture="side-by-side",
            shows=_("A page's title and summary in both languages, side by side"),
        ),
        Step(
            _(
                "The page's text is made of blocks. Add one with the plus, drag it where it belongs. To begin the Chinese, "
                "open the menu beside %(save)s and press %(start)s: every block appears on the Chinese side, ready to be "
                "written over."
            ),
            {
                "save": Shown("Save draft"),
                "start": Shown("Start %(language)s from English", values={"language": NAMES["zh-hans"]}),
            },
        ),
        Step(
            _(
                "Do not type numbers that are recorded. Type “/” in a text, choose %(figure)s, and find the number by measure, "
                "session or value. It is then written as each language writes it, and follows every correction."
            ),
            {"figure": Shown("Insert a figure")},
            picture="insert-figure",
            shows=_("Choosing a recorded figure for a text"),
        ),
        Step(
            _(
                "Open the preview beside the form and choose a language, or %(both)s. It shows your draft as visitors would "
                "see it."
            ),
            {"both": Shown("both, paragraph against paragraph")},
            picture="preview",
            shows=_("The preview, both languages against each other"),
        ),
        Step(
            _(
                "The Checks panel reads your draft: under %(texts)s it names missing texts, numbers that differ, dead links, "
                "wrong punctuation and terms. What holds up publishing is said so; the rest is advice."
            ),
            {"texts": Shown("Texts in both languages")},
            picture="checks",
            shows=_("The Checks panel of a page"),
        ),
        Step(
            _(
                "Your text is saved by itself while you type, so nothing is lost. It does not confirm a translation: only "
                "%(save)s does. If you only mend a typing mistake in English, tick %(minor)s first, and translators are not "
                "asked to look again."
            ),
            {"save": Shown("Save draft"), "minor": Shown("Minor correction: keep translations current")},
            picture="minor",
            shows=_("The panel that says how far the translation is"),
        ),
        Step(
            _(
                "When you are done, press %(submit)s in the same menu. Others may edit meanwhile: only what two people change "
                "in the same place is refused, and the message says who and when."
            ),
            {"submit": Shown("Submit to %(workflow_name)s", values={"workflow_name": WORKFLOW})},
            picture="submit",
            shows=_("The menu with which an editor sends a page to review"),
        ),
    ),
)

DELETE_RESTORE_MOVE = Chapter(
    slug="delete-restore-move",
    title=_("Delete, restore and move"),
    audiences=WRITERS,
    for_whom=_("For editors and moderators"),
    summary=_("How to take a page away without breaking links, and how to get it back."),
    steps=(
        Step(
            _(
                "Before you delete or unpublish a page, read what the screen says: it lists every place that links there. "
                "Change those first, or visitors end on an empty address. %(delete)s takes the pages below it too."
            ),
            {"delete": Shown("Yes, delete it")},
            picture="links-here",
            shows=_("Deleting a page: the places that link there"),
        ),
        Step(
            _(
                "What was deleted lies under %(reports)s, %(bin)s for 30 days, with the pages below it, both languages and all "
                "versions. After that it is gone."
            ),
            {"reports": Shown("Reports"), "bin": Shown("Bin")},
        ),
        Step(
            _(
                "Open it there and press %(back)s. What was published is published again at once, under the same address; "
                "links to it work again. You need the right to publish if it was published."
            ),
            {"back": Shown("Bring it back")},
            picture="bin",
            shows=_("Bringing a page back from the bin"),
        ),
        Step(
            _(
                "To move a page, use %(move)s in its menu. Its old address leads to the new one in both languages, so printed "
                "and shared links still arrive. Moderators find these under %(settings)s, %(redirects)s."
            ),
            {"move": Shown("Move"), "settings": Shown("Settings"), "redirects": Shown("Redirects")},
        ),
    ),
)

CHAPTERS = (WRITE_IN_TWO_LANGUAGES, DELETE_RESTORE_MOVE)
