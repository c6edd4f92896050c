"""What every page shows around its content: names, menus, contact, numbers the law asks for, a notice."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from pages.bilingual.languages import language_of_links
from pages.bilingual.merged_form import LanguageModelForm
from pages.bilingual.panels import FieldPanel, InlinePanel, both_languages, both_texts
from pages.bilingual.readiness import TranslatedMixin
from pages.bilingual.readiness_panel import ReadinessPanel
from pages.bilingual.rights import language_permissions
from pages.bilingual.setting_policy import LanguageSettingPolicy
from pages.models.rows import Row

# 蜀ICP备12345678号 or 蜀ICP备12345678号-1; the first character is a province's short name.
ICP_NUMBER = RegexValidator(r"^[\u4e00-\u9fff]ICP备\d{6,10}号(-\d{1,3})?$", _("It looks like 蜀ICP备12345678号-1."))
# 川公网安备51070002000123号: fourteen digits, of which the first six are the county's code.
SECURITY_NUMBER = RegexValidator(
    r"^[\u4e00-\u9fff]公网安备\s?\d{14}号$", _("It looks like 川公网安备51070002000123号.")
)
SITE_ID_CODE = RegexValidator(r"^\d{10}$", _("It has ten digits."))
VERIFICATION_CODE = RegexValidator(r"^[A-Za-z0-9_\-=.]{5,100}$", _("Enter only the code, not the whole tag."))


@register_setting(icon="site", order=100)
class SiteSettings(TranslatedMixin, ClusterableModel, BaseSiteSetting):
    """Nothing here is shown that is not filled in."""

    official_name = models.CharField(_("official name"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    hosts = models.TextField(_("hosts"), blank=True, help_text=_("One organization a line."))
    contact_address = models.TextField(_("postal address"), blank=True)
    contact_hours = models.CharField(_("opening hours"), max_length=200, blank=True, help_text=_("In Beijing time."))
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("mail address"), blank=True)
    icp_number = models.CharField(_("ICP license number"), max_length=40, blank=True, validators=[ICP_NUMBER])
    security_number = models.CharField(
        _("public-security filing number"), max_length=40, blank=True, validators=[SECURITY_NUMBER]
    )
    site_id_code = models.CharField(
        _("government site identification code"),
        max_length=10,
        blank=True,
        validators=[SITE_ID_CODE],
        help_text=_("Ten digits, only for a site that is registered as a government site."),
    )
    google_verification = models.CharField(
        max_length=100, blank=True, verbose_name="Google", validators=[VERIFICATION_CODE]
    )
    bing_verification = models.CharField(
        max_length=100, blank=True, verbose_name="Bing", validators=[VERIFICATION_CODE]
    )
    baidu_verification = models.CharField(
        max_length=100, blank=True, verbose_name="Baidu", validators=[VERIFICATION_CODE]
    )
    notice = models.CharField(_("notice"), max_length=300, blank=True, help_text=_("Shown on top of every page."))
    notice_from = models.DateTimeField(_("shown from"), null=True, blank=True, help_text=_("Beijing time."))
    notice_until = models.DateTimeField(_("shown until"), null=True, blank=True, help_text=_("Beijing time."))
    grayscale_from = models.DateField(_("gray from"), null=True, blank=True)
    grayscale_until = models.DateField(_("gray until and including"), null=True, blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    ReadinessPanel(),
                    both_languages("official_name", _("Official name")),
                    both_languages("short_name", _("Short name")),
                    both_texts("hosts", _("Hosts"), help_text=_("One organization a line.")),
                ],
                heading=_("Names and hosts"),
            ),
            ObjectList(
                [
                    InlinePanel("menu_entries", heading=_("Menu and footer"), label=_("Entry")),
                ],
                heading=_("Menus"),
            ),
            ObjectList(
                [
                    both_texts("contact_address", _("Postal address")),
                    both_languages("contact_hours", _("Opening hours"), help_text=_("In Beijing time.")),
                    FieldPanel("contact_phone"),
                    FieldPanel("contact_email"),
                ],
                heading=_("Contact"),
            ),
            ObjectList(
                [
                    InlinePanel("genuine_sites", heading=_("Other genuine sites"), label=_("Site")),
                    InlinePanel("accounts", heading=_("Genuine accounts"), label=_("Account")),
                ],
                heading=_("Official addresses"),
            ),
            ObjectList(
                [
                    FieldPanel("icp_number"),
                    FieldPanel("security_number"),
                    FieldPanel("site_id_code"),
                    MultiFieldPanel(
                        [
                            FieldPanel("google_verification"),
                            FieldPanel("bing_verification"),
                            FieldPanel("baidu_verification"),
                        ],
                        heading=_("Verification codes of search engines"),
                    ),
                ],
                heading=_("Registration"),
            ),
            ObjectList(
                [
                    both_languages("notice", _("Notice"), help_text=_("Shown on top of every page.")),
                    FieldRowPanel([FieldPanel("notice_from"), FieldPanel("notice_until")]),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("grayscale_from"), FieldPanel("grayscale_until")])],
                        heading=_("Grayscale"),
                        help_text=_("On these days the whole site is shown without color."),
                    ),
                ],
                heading=_("Notice and mourning"),
            ),
        ]
    )

    base_form_class = LanguageModelForm

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        permissions = language_permissions("sitesettings")

    @classmethod
    def get_permission_policy(cls) -> LanguageSettingPolicy:
        return LanguageSettingPolicy(cls)

    def __str__(self) -> str:
        return str(_("Site settings"))

    def clean(self) -> None:
        for start, end in (("notice_from", "notice_until"), ("grayscale_from", "grayscale_until")):
            first, last = getattr(self, start), getattr(self, end)
            if first and last and last < first:
                raise ValidationError({end: _("The end is before the start.")})

    @property
    def current_notice(self) -> str:
        """The notice, when now lies between its start and end."""
        now = timezone.now()
        started = self.notice_from is None or self.notice_from <= now
        ended = self.notice_until is not None and now > self.notice_until
        return self.notice if started and not ended else ""

    @property
    def is_gray_today(self) -> bool:
        """Whether today, in Beijing, is one of the gray days."""
        today: datetime.date = timezone.localdate()
        if not self.grayscale_from:
            return False
        return self.grayscale_from <= today <= (self.grayscale_until or self.grayscale_from)

    @property
    def host_names(self) -> list[str]:
        return [line.strip() for line in (self.hosts or "").splitlines() if line.strip()]

    @property
    def has_contact(self) -> bool:
        """Whether there is anything to show of hosts and contact."""
        return bool(
            self.host_names or self.contact_address or self.contact_hours or self.contact_phone or self.contact_email
        )

    @cached_property
    def shown_entries(self) -> list["MenuEntry"]:
        """Entries that lead somewhere, in the editor's order; one query for the menu and the footer together."""
        return [entry for entry in self.menu_entries.select_related("page").all() if entry.is_shown]

    @property
    def main_entries(self) -> list["MenuEntry"]:
        return [entry for entry in self.shown_entries if entry.place != MenuPlace.FOOTER]

    @property
    def footer_entries(self) -> list["MenuEntry"]:
        return [entry for entry in self.shown_entries if entry.place != MenuPlace.MENU]

    @cached_property
    def linked_accounts(self) -> list[Row]:
        """Genuine accounts that have an address of their own, in the editor's order."""
        return [account for account in self.accounts.all() if account.url]


class MenuPlace(models.TextChoices):
    """Where an entry is shown."""

    BOTH = "both", _("menu and footer")
    MENU = "menu", _("menu only")
    FOOTER = "footer", _("footer only")


class MenuEntry(Row):
    """A way to a page of the site or to another address, in the menu, the footer or both."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="menu_entries")
    place = models.CharField(_("shown in"), max_length=10, choices=MenuPlace, default=MenuPlace.BOTH)
    page = models.ForeignKey(
        "pages.BasePage", verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    url = models.CharField(
        _("other address"), max_length=300, blank=True, help_text=_("A whole address, or a path such as /sitemap.xml.")
    )
    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Left empty, the page's title is used.")
    )

    panels = [FieldPanel("place"), FieldPanel("page"), FieldPanel("url"), both_languages("label", _("Label"))]

    class Meta(Row.Meta):
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"url": _("Choose a page or enter an address, one of the two.")})
        if (self.url and not self.url.startswith(("https://", "http://", "/"))) or self.url.startswith("//"):
            raise ValidationError({"url": _("Enter a whole address (https://…) or a path that begins with /.")})
        if self.url and not self.label:
            raise ValidationError({"label_en": _("An address needs a label.")})

    @property
    def is_shown(self) -> bool:
        return bool(self.url) or bool(self.page and self.page.live)

    @property
    def text(self) -> str:
        return self.label or (self.page.title if self.page else self.url)

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {}

    @property
    def address(self) -> str:
        """Where it leads, in the language of the links around it; worked out once, for the menu and the footer of many."""
        language = language_of_links()
        if language not in self._addresses:
            self._addresses[language] = self.url or (self.page.url if self.page else None) or ""
        return self._addresses[language]
