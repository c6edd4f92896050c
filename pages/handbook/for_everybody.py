"""What everybody who works here needs first."""

from django.utils.translation import gettext_lazy as _

from pages.bilingual.languages import SHORT_NAMES
from pages.handbook.chapters import EVERYBODY, Chapter, Shown, Step

FIND_YOUR_WAY = Chapter(
    slug="find-your-way",
    title=_("Find your way"),
    audiences=EVERYBODY,
    for_whom=_("For everybody"),
    summary=_("How to get in, where your work waits, and how to set up the admin for yourself."),
    steps=(
        Step(
            _(
                "Sign in with your password and a second factor: a passkey, or a code from an app on your phone. A stolen "
                "password alone then opens nothing. Set both up under %(account)s, %(security)s, and print the recovery codes."
            ),
            {"account": Shown("Account"), "security": Shown("Sign-in and security")},
        ),
        Step(
            _(
                "The first page begins with %(to_do)s: what was sent back to you and why, what waits for you, your drafts, and "
                "what is scheduled. Start here each day; nothing is listed that you may not open."
            ),
            {"to_do": Shown("To do")},
            picture="to-do",
            shows=_("The first page of the admin, with what is to do"),
        ),
        Step(
            _(
                "%(pages)s holds the tree of the site. The column %(chinese)s says of each page how far its Chinese is: the "
                "state that somebody set, and below it what is missing, not confirmed or out of date."
            ),
            {"pages": Shown("Pages"), "chinese": Shown(SHORT_NAMES["zh-hans"])},
            picture="explorer",
            shows=_("Pages in the explorer, with the state of their Chinese"),
        ),
        Step(
            _(
                "Choose the language of the admin under %(account)s, %(language)s. It changes what buttons and messages say, "
                "never what you may edit."
            ),
            {"account": Shown("Account"), "language": Shown("Preferred language")},
            picture="account",
            shows=_("The choice of the admin's language"),
        ),
        Step(
            _(
                "Every time that you read or enter is Beijing time, wherever you are, so that two people never mean two "
                "different hours. The form says so beside each date."
            ),
        ),
        Step(
            _(
                "Under %(notifications)s, switch on the %(digest)s if you like: one mail in the morning with what waits for "
                "you, and none when nothing does."
            ),
            {"notifications": Shown("Notifications"), "digest": Shown("Daily digest")},
        ),
    ),
)

CHAPTERS = (FIND_YOUR_WAY,)
