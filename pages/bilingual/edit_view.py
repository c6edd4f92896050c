"""Editing a page, when somebody else may be editing it too."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.preview import PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.usage import UsageView

from pages.bilingual.language_content import with_languages_of
from pages.bilingual.language_form import TEXT_SEEN
from pages.bilingual.languages import LANGUAGES, NAMES
from pages.bilingual.merged_form import read_state
from pages.bilingual.publish_language import publish_language
from pages.bilingual.readiness_form import PUBLISH_LANGUAGE, SavedByHandView
from pages.bilingual.rights import editable_languages
from pages.bilingual.start_language import START_LANGUAGE, start_language
from pages.bilingual.who_changed import place_said, who_changed
from pages.models import BasePage, FormMemory


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
    def text_seen(self) -> Any:
        """What the browser says it held; None where it cannot say."""
        return read_state(self.request.POST.get(TEXT_SEEN, ""))

    @cached_property
    def is_out_of_date(self) -> bool:
        """Asked by Wagtail before an autosave. Where there is something to merge from, nothing is out of date yet."""
        return bool(super().is_out_of_date) if self.text_seen is None else False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        overwritten = request.POST.get("overwrite_revision_id")
        if overwritten and self.text_seen and not self._may_be_overwritten(overwritten):
            # Somebody saved, approved or published in between: a new revision, instead of a refusal or of another past.
            as_new = request.POST.copy()
            del as_new["overwrite_revision_id"]
            request.POST = as_new  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def _may_be_overwritten(self, key: str) -> bool:
        latest = self.latest_revision
        return (
            latest is not None
            and key == str(latest.pk)
            and latest.pk != self.page.live_revision_id
            and latest.approved_go_live_at is None
        )

    def form_valid(self, form: Any) -> HttpResponse:
        if self.expects_json_response and form.comes_late():
            return self.json_error_response("invalid_revision", _("A newer state of this form is already saved."))
        said = [(place, self.say_clash(place)) for place in form.all_clashes()]
        if not said and form.seen is None and self.is_out_of_date:
            # A form from before there were merges, or a broken one: by hand too, nothing may be overwritten unseen.
            said = [((), _("The page was changed while you were editing it."))]
        if not said:
            response = super().form_valid(form)
            form.remember()
            return response
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", " ".join(dict.fromkeys(text for _place, text in said)))
        for place, text in dict(said).items():
            form.add_error(place[0] if place and place[0] in form.fields else None, text)
        form.decide_again()
        self.autosave_enabled = False  # the form counts as changed: it would save itself, which is nobody's decision
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


class LanguageEditView(SavedByHandView, MergingView, EditView):
    """The form of a page."""

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        language = self.request.POST.get(PUBLISH_LANGUAGE, "")
        if language in LANGUAGES and self.page_perms.can_publish_language(language):
            return "save", self.publish_language_action  # “save”: the rest of the draft need not be complete
        language = self.request.POST.get(START_LANGUAGE, "")
        if language in self.page_perms.languages():
            return "save", self.start_language_action
        return super().action_name_and_method

    def publish_language_action(self) -> HttpResponse:
        """Save the draft as it stands in the form, then publish one language of it."""
        language = self.request.POST[PUBLISH_LANGUAGE]
        response = self.save_action()
        try:
            published = publish_language(self.page.pk, language, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return response
        said = {"language": NAMES[language]}
        if published:
            messages.success(self.request, _("%(language)s is published. The rest of the draft stays a draft.") % said)
        else:
            messages.info(self.request, _("%(language)s says the same as what is live already.") % said)
        return response

    def start_language_action(self) -> HttpResponse:
        """Save the draft as it stands in the form, then put the blocks into it that a language has not got yet."""
        language = self.request.POST[START_LANGUAGE]
        response = self.save_action()
        page = self.page.get_latest_revision_as_object()
        added = start_language(page, language)
        if added:
            page.save_revision(user=self.request.user, log_action=True, clean=False)
        message = ngettext(
            "%(count)s block was taken over from the English into %(language)s.",
            "%(count)s blocks were taken over from the English into %(language)s.",
            added,
        )
        messages.success(self.request, message % {"count": added, "language": NAMES[language]})
        return response

    def get_editing_sessions(self) -> Any:
        module = super().get_editing_sessions()
        FormMemory.forget_old()
        self.form.remember(session=module.current_session.id, is_saved=False)
        return module


class LanguageCreateView(SavedByHandView, CreateView):
    """The form of a new page."""


class LanguageRevertView(MergingView, RevisionsRevertView):
    """Going back to an older revision: its text in one's own languages is typed into the form of the latest one.

    So what others write meanwhile is merged, and what one may not change stays as it is.
    """

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        page = BasePage.objects.filter(pk=page_id).first()
        if page and not page.permissions_for_user(request.user).can_revert():
            raise PermissionDenied
        return super().dispatch(request, page_id, **kwargs)

    def get_object(self) -> Any:
        latest = self.real_page_record.get_latest_revision_as_object()
        if self.request.method == "POST":
            return latest
        languages = editable_languages(self.request.user, latest)
        content, older = self.latest_revision.content, self.previous_revision.content
        return latest.with_content_json(with_languages_of(type(latest), content, older, languages))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.form.is_bound:
            latest = self.real_page_record.get_latest_revision_as_object()
            stored = self.form_class(instance=latest, parent_page=self.parent, for_user=self.request.user)
            self.form.initial[TEXT_SEEN] = self.form.write_state(stored.state_stored())
        return super().get_context_data(**kwargs)


# These ask for “change” on any page at all as well; each asks the page's own tester too, which is enough.


class LanguageHistoryView(PageHistoryView):
    any_permission_required = None


class LanguageUsageView(UsageView):
    permission_required = None


class LanguagePreviewView(PreviewOnEditView):
    permission_required = None
