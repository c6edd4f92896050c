"""What administrators do for their colleagues and for the site."""

from django.utils.translation import gettext_lazy as _

from pages.handbook.chapters import Audience, Chapter, Shown, Step

ADMINISTRATORS = frozenset({Audience.ADMINISTRATORS})

COLLEAGUES = Chapter(
    slug="colleagues",
    title=_("Colleagues"),
    audiences=ADMINISTRATORS,
    for_whom=_("For administrators"),
    summary=_("How people come, what they may do, and what happens to their work when they go."),
    steps=(
        Step(
            _(
                "Under %(settings)s, %(invitations)s, invite a colleague with their own address, a %(role)s and a language. "
                "They choose name and password themselves: nobody ever knows somebody else's password."
            ),
            {
                "settings": Shown("Settings"),
                "invitations": Shown("Invitations"),
                "role": Shown("Role", context="account"),
            },
            picture="invite",
            shows=_("Inviting a colleague"),
        ),
        Step(
            _(
                "The role decides what a person may change. %(editors)s and %(moderators)s write both languages, and "
                "moderators publish. %(english)s change English and structure, %(translators)s only the Chinese. You can give "
                "no more than you have."
            ),
            {
                "editors": Shown("Editors"),
                "moderators": Shown("Moderators"),
                "english": Shown("English editors"),
                "translators": Shown("Chinese translators"),
            },
        ),
        Step(
            _(
                "The link in the mail opens once, for a week. In the list of invitations you see whether it was used; "
                "%(again)s makes a new link, %(withdraw)s closes the old one."
            ),
            {"again": Shown("Send it again"), "withdraw": Shown("Withdraw it")},
        ),
        Step(
            _(
                "When somebody goes, open their account under %(settings)s, %(users)s and switch it off. Choose under %(over)s "
                "who takes over: locks are released, and pages, reviews and messages pass on. Do not delete the account: the "
                "history keeps saying who did what."
            ),
            {"settings": Shown("Settings"), "users": Shown("Users"), "over": Shown("Hand over to")},
            picture="hand-over",
            shows=_("What passes on when an account is switched off"),
        ),
    ),
)

KEEP_THE_SITE_WELL = Chapter(
    slug="keep-the-site-well",
    title=_("Keep the site well"),
    audiences=ADMINISTRATORS,
    for_whom=_("For administrators"),
    summary=_("What to look at each week, and where to read what happened."),
    steps=(
        Step(
            _(
                "%(reports)s, %(health)s asks everything the site depends on, and says in words what to do about what is not "
                "in order. %(again)s asks anew. Look once a week, and whenever something seems wrong."
            ),
            {
                "reports": Shown("Reports"),
                "health": Shown("Health of the site"),
                "again": Shown("Look again"),
            },
            picture="health",
            shows=_("The first answers about the health of the site"),
        ),
        Step(
            _(
                "Two answers matter most: the scheduler must be at work, or nothing scheduled goes live, and the newest backup "
                "must be young. Both also say how they are mended."
            ),
        ),
        Step(
            _(
                "%(messages)s holds what visitors wrote. Whoever answers one marks it as done; messages are deleted after the "
                "time that the form promises."
            ),
            {"messages": Shown("Messages")},
        ),
        Step(
            _(
                "%(reports)s, %(history)s says who changed what and when: texts, rights, sign-ins and failed ones. Filter by "
                "person or by action; nobody can edit it."
            ),
            {"reports": Shown("Reports"), "history": Shown("Site history")},
        ),
        Step(
            _(
                "Under %(settings)s, %(checks)s decides which faults hold up publishing and which only warn. Be strict with "
                "what readers would be misled by, mild with style: a check that cries too often is not read."
            ),
            {"settings": Shown("Settings"), "checks": Shown("Checks of texts")},
            picture="check-settings",
            shows=_("How strict each check is"),
        ),
    ),
)

CHAPTERS = (COLLEAGUES, KEEP_THE_SITE_WELL)
