"""The way from the admin to one's own passkeys, codes, sessions and password."""

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel


@hooks.register("register_account_settings_panel")
class SecurityPanel(BaseSettingsPanel):
    """On the account page. It has no form: what it leads to asks who one is once more."""

    name = "security"
    title = _("Sign-in and security")
    order = 50

    def get_form(self) -> forms.Form:
        return forms.Form()

    def render(self) -> str:
        return render_to_string("sign_in/account_panel.html", request=self.request)
