"""What editors do with what is recorded: figures and sessions, news, documents and pictures."""

from django.utils.translation import gettext_lazy as _

from pages.handbook.chapters import Chapter, Shown, Step
from pages.handbook.for_editors import WRITERS

FIGURES_AND_SESSIONS = Chapter(
    slug="figures-and-sessions",
    title=_("Figures and sessions"),
    audiences=WRITERS,
    for_whom=_("For editors and moderators"),
    summary=_("How to record a number with its source, correct one, and begin the next session."),
    steps=(
        Step(
            _(
                "A session's page holds its figures in one table. Press %(add)s and type the value as you would write it: "
                "“111.4 billion”, “1,114亿”. Below the cell you read how both languages will say it; if that is wrong, so is "
                "the entry."
            ),
            {"add": Shown("Add a figure")},
            picture="figures",
            shows=_("The table of a session's figures"),
        ),
        Step(
            _(
                "Every figure has a source. Open the cell under %(sources)s and choose one, or press %(new)s without leaving "
                "the page. Leave out what is not known: the site then says “not recorded”, never zero."
            ),
            {"sources": Shown("Sources"), "new": Shown("Add a source")},
            picture="sources",
            shows=_("Choosing the source of a figure"),
        ),
        Step(
            _(
                "Where reports differ, enter each with its source and say which is preferred. Under %(reports)s, %(all)s lists "
                "them all, and %(totals)s checks sums against what was stated."
            ),
            {
                "reports": Shown("Reports"),
                "all": Shown("All figures"),
                "totals": Shown("Totals against their parts"),
            },
        ),
        Step(
            _(
                "If a published figure was wrong, change it and give the reason. With the next publication it appears by "
                "itself in the public list of corrections: old value, new value, date, reason. That is why visitors can trust "
                "the others."
            ),
        ),
        Step(
            _(
                "Many figures at once: moderators use %(import)s beside the archive. %(look)s first shows line by line what "
                "would change; nothing is written until you confirm it. One fault, and nothing changes at all."
            ),
            {"import": Shown("Import figures"), "look": Shown("Look at it")},
            picture="import",
            shows=_("Importing figures from a file"),
        ),
        Step(
            _(
                "%(next)s, in the menu of the archive, makes the draft of the next session with the hosts and the format of "
                "the last one. Dates, theme and figures start empty. Once it is published, pages that still count the old "
                "number are listed on your first page."
            ),
            {"next": Shown("Begin the next session")},
        ),
    ),
)

NEWS_DOCUMENTS_PICTURES = Chapter(
    slug="news-documents-pictures",
    title=_("News, documents and pictures"),
    audiences=WRITERS,
    for_whom=_("For editors and moderators"),
    summary=_("What to say about a text, a file and a picture, so that everybody can use it."),
    steps=(
        Step(
            _(
                "News is added below the news page. Say under %(origin)s whether the organizers wrote it or where it comes "
                "from: readers see it. A correction names the item that it corrects, which is then marked."
            ),
            {"origin": Shown("Origin")},
            picture="news",
            shows=_("Kind, time and origin of a news item"),
        ),
        Step(
            _(
                "Visitors see the section once its first item is published. The newest three stand on the front page, and "
                "readers of feeds get the whole text."
            ),
        ),
        Step(
            _(
                "Of a picture, say in both languages what it shows, for those who cannot see it. Tick %(decorative)s only if "
                "nobody misses anything without it. Where Chinese pages need another picture, choose it as %(chinese)s."
            ),
            {"decorative": Shown("decorative"), "chinese": Shown("picture for Chinese pages")},
            picture="picture",
            shows=_("Uploading a picture with its texts"),
        ),
        Step(
            _(
                "Upload only what may be shown, and write why into %(rights)s. The place where a photograph was taken is "
                "removed."
            ),
            {"rights": Shown("rights")},
        ),
        Step(
            _(
                "Give a document a title in each language, and choose %(other)s where there is one: visitors get theirs first. "
                "PDF files should be tagged, so that screen readers can read them."
            ),
            {"other": Shown("the same document in the other language")},
        ),
    ),
)

CHAPTERS = (FIGURES_AND_SESSIONS, NEWS_DOCUMENTS_PICTURES)
