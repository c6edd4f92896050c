"""Editing snippets and settings by language, when somebody else may be editing them too. They have no drafts."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.contrib.settings import views as setting_views
from wagtail.log_actions import registry as log_registry
from wagtail.snippets.views.snippets import EditView, HistoryView, IndexView, SnippetViewSet, UsageView

from pages.bilingual.rights import TRANSLATE
from pages.bilingual.who_changed import place_said
from pages.snippet_choosers import ChooserViewSet


class OpenToTranslators:
    """For a view that asks for “change”: whoever has the right to one language may come in. The form does the rest."""

    def user_has_permission(self, permission: str) -> bool:
        return super().user_has_permission(permission) or (
            permission == "change" and super().user_has_any_permission(TRANSLATE.values())
        )

    def user_has_permission_for_instance(self, permission: str, instance: Any) -> bool:
        asked = super().user_has_permission_for_instance
        return asked(permission, instance) or (
            permission == "change" and any(asked(action, instance) for action in TRANSLATE.values())
        )

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        asked = set(permissions)
        return super().user_has_any_permission(asked | set(TRANSLATE.values()) if "change" in asked else asked)


class MergingEdit:
    """Saves one at a time for each object, and refuses only what two people changed in the same place."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            type(self.object)._default_manager.select_for_update().filter(pk=self.object.pk).first()
            self.object = self.get_object()  # what was stored until now
            return super().post(request, *args, **kwargs)

    def is_valid(self, form: Any) -> bool:
        if not super().is_valid(form):
            return False
        clashes = form.all_clashes()
        if not clashes:
            return True
        for place in dict.fromkeys(clashes):
            form.add_error(place[0] if place[0] in form.fields else None, self.say_clash(place))
        form.decide_again()
        self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
        return False

    def say_clash(self, place: tuple[str, ...]) -> str:
        entry = log_registry.get_logs_for_instance(self.object).select_related("user").first()
        return _("“%(field)s” was changed by %(person)s at %(time)s while you were editing it.") % {
            "field": place_said(self.object, place),
            "person": get_user_display_name(entry.user) if entry and entry.user else _("somebody"),
            "time": f"{timezone.localtime(entry.timestamp if entry else None):%H:%M}",
        }

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        form.remember()
        return response


class LanguageSnippetIndexView(OpenToTranslators, IndexView):
    any_permission_required = [*IndexView.any_permission_required, *TRANSLATE.values()]


class LanguageSnippetEditView(OpenToTranslators, MergingEdit, EditView):
    pass


class LanguageSnippetHistoryView(OpenToTranslators, HistoryView):
    pass


class LanguageSnippetUsageView(OpenToTranslators, UsageView):
    pass


class LanguageSnippetViewSet(SnippetViewSet):
    """For a translated snippet: ``base_form_class`` of its model is ``LanguageModelForm``."""

    chooser_viewset_class = ChooserViewSet
    index_view_class = LanguageSnippetIndexView
    edit_view_class = LanguageSnippetEditView
    history_view_class = LanguageSnippetHistoryView
    usage_view_class = LanguageSnippetUsageView


class LanguageSettingView(MergingEdit, setting_views.EditView):
    """Routed before Wagtail's own."""
