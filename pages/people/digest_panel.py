"""Wanting the digest, or not: on the account page, with the other notifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from pages.people.models import DigestChoice


class DigestForm(forms.ModelForm):
    class Meta:
        model = DigestChoice
        fields = ["is_wanted"]
        widgets = {"is_wanted": SwitchInput}


@hooks.register("register_account_settings_panel")
class DigestPanel(BaseSettingsPanel):
    name = "digest"
    title = _("Daily digest")
    tab = notifications_tab
    order = 200
    form_class = DigestForm

    def get_form(self) -> DigestForm:
        choice = DigestChoice.objects.filter(user=self.user).first() or DigestChoice(user=self.user)
        data: Any = self.request.POST if self.request.method == "POST" else None
        return DigestForm(data, instance=choice, prefix=self.name)
