"""What moderators do: decide what visitors read, and when."""

from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import NAMES
from pages.handbook.chapters import Audience, Chapter, Shown, Step

REVIEW_AND_PUBLISH = Chapter(
    slug="review-and-publish",
    title=_("Review and publish"),
    audiences=frozenset({Audience.MODERATORS}),
    for_whom=_("For moderators"),
    summary=_("How a page passes from its translation to your approval, and goes live in one language or both."),
    steps=(
        Step(
            _(
                "A page that was submitted passes two steps: first its translation is approved, then the page itself. What "
                "waits for you stands under %(awaiting)s on the first page, the oldest first."
            ),
            {"awaiting": Shown("Awaiting your review")},
            picture="awaiting",
            shows=_("Pages that wait for approval"),
        ),
        Step(
            _(
                "Open the page and follow %(see)s. You compare the draft with what is live: what comes is green, what goes is "
                "red. That is what your approval changes, and nothing else."
            ),
            {"see": Shown("See what changes for readers")},
            picture="draft-against-live",
            shows=_("The draft compared with what is live"),
        ),
        Step(
            _(
                "Open the menu beside %(save)s and press %(approve)s. The button is not there while a required text is missing "
                "or a check holds the page up; the Checks panel says which. With the last step the page goes live."
            ),
            {"save": Shown("Save draft"), "approve": Shown("Approve")},
            picture="approve",
            shows=_("The menu with which a moderator approves or sends back"),
        ),
        Step(
            _(
                "If something is wrong, press %(changes)s and write what to change. The %(reason)s is required: the editor "
                "finds it on their first page, and knows what to do without asking."
            ),
            {"changes": Shown("Request changes"), "reason": Shown("Reason")},
            picture="reason",
            shows=_("The reason for which a page is sent back"),
        ),
        Step(
            _(
                "%(one)s brings a corrected Chinese text to readers at once, while the English is still being rewritten. The "
                "rest of the draft, its schedule and its review stay as they are."
            ),
            {"one": Shown("Publish %(language)s only", values={"language": NAMES["zh-hans"]})},
        ),
        Step(
            _(
                "The status panel says in words what will become of a page: “Will go live on …”, or “%(draft)s” %(schedule)s "
                "there sets the time, which counts from the moment the page is published or approved."
            ),
            {"draft": Shown("Will not go live: still a draft."), "schedule": Shown("Set schedule")},
            picture="status",
            shows=_("The status panel of a page"),
        ),
    ),
)

CHAPTERS = (REVIEW_AND_PUBLISH,)
