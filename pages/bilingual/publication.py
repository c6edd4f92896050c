"""What will become of a page, in words, and the zone that its times are in."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pages.bilingual.languages import current_language
from pages.dates import say_date

BEIJING = "Asia/Shanghai"


def zone_said() -> str:
    """The zone in which the admin shows and reads times: Beijing's, unless a person has chosen another."""
    name = timezone.get_current_timezone_name()
    return _("Beijing time") if name in {BEIJING, "CST"} else name


def moment_said(moment: datetime.datetime) -> str:
    """“6 September 2026 at 09:00 Beijing time”."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s %(zone)s") % {
        "day": say_date(local.date(), current_language()),
        "time": f"{local:%H:%M}",
        "zone": zone_said(),
    }


def publication_said(page: Any, scheduled: Any = None) -> list[str]:
    """Sentences about a page and its draft; ``scheduled`` is the version that is waiting for its time, if any."""
    said = []
    if scheduled is not None and scheduled.go_live_at:
        said.append(_("Will go live on %(moment)s.") % {"moment": moment_said(scheduled.go_live_at)})
    elif page.live and not page.has_unpublished_changes:
        said.append(_("Visitors see it as it is here."))
    elif page.live:
        said.append(_("Visitors see an older version. The changes will not go live: still a draft."))
    else:
        said.append(_("Will not go live: still a draft."))
    if scheduled is None and page.go_live_at and page.has_unpublished_changes:
        said.append(
            _("The date %(moment)s counts only once the page is published or approved.")
            % {"moment": moment_said(page.go_live_at)}
        )
    ending = scheduled or page
    if ending.expire_at and not page.expired:
        said.append(_("Will be taken off the site on %(moment)s.") % {"moment": moment_said(ending.expire_at)})
    return said
