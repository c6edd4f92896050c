"""Editing a page, when somebody else may be editing it too."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.preview import PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.usage import UsageView

from pages.bilingual.language_form import TEXT_SEEN
from pages.bilingual.who_changed import place_said, who_changed
from pages.models import BasePage


class MergingView:
    """Saves one at a time for each page, and refuses only what two people changed in the same place."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, page_id, **kwargs)
        with transaction.atomic():
            # Two saves in the same moment would each merge with what was before both.
            BasePage.objects.select_for_update().filter(pk=page_id).values_list("pk", flat=True).first()
            return super().dispatch(request, page_id, **kwargs)

    @cached_property
    def is_out_of_date(self) -> bool:
        """Asked by Wagtail before an autosave. Where there is something to merge from, nothing is out of date yet."""
        return False if self.request.POST.get(TEXT_SEEN) else bool(super().is_out_of_date)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        overwritten = request.POST.get("overwrite_revision_id")
        if overwritten and request.POST.get(TEXT_SEEN) and overwritten != str(self.page.latest_revision_id):
            # Somebody saved in between: a new revision instead of a refusal.
            as_new = request.POST.copy()
            del as_new["overwrite_revision_id"]
            request.POST = as_new  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        said = [(place, self.say_clash(place)) for place in form.all_clashes()]
        if not said and form.seen is None and self.is_out_of_date:
            # A form from before there were merges, or a broken one: by hand too, nothing may be overwritten unseen.
            said = [((), _("The page was changed while you were editing it."))]
        if not said:
            return super().form_valid(form)
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", " ".join(dict.fromkeys(text for _place, text in said)))
        for place, text in dict(said).items():
            form.add_error(place[0] if place and place[0] in form.fields else None, text)
        form.decide_again()
        return self.form_invalid(form)

    def say_clash(self, place: tuple[str, ...]) -> str:
        user, when = who_changed(self.page, self.latest_revision, place)
        return _("“%(field)s” was changed by %(person)s at %(time)s while you were editing it.") % {
            "field": place_said(self.page, place),
            "person": get_user_display_name(user) if user else _("somebody"),
            "time": f"{timezone.localtime(when):%H:%M}",
        }

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if "go_live_at" not in self.form.fields:
            for panel in panels:
                if isinstance(panel, PageStatusSidePanel):
                    panel.show_schedule_publishing_toggle = False
        return panels


class LanguageEditView(MergingView, EditView):
    """The form of a page."""


class LanguageRevertView(MergingView, RevisionsRevertView):
    """Going back to an older revision."""

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        page = BasePage.objects.filter(pk=page_id).first()
        if page and not page.permissions_for_user(request.user).can_revert():
            raise PermissionDenied
        return super().dispatch(request, page_id, **kwargs)


# These ask for “change” on any page at all as well; each asks the page's own tester too, which is enough.


class LanguageHistoryView(PageHistoryView):
    any_permission_required = None


class LanguageUsageView(UsageView):
    permission_required = None


class LanguagePreviewView(PreviewOnEditView):
    permission_required = None
