"""What the expo's names and terms are called in the other language, agreed once for everybody."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.settings import DEFAULT_LANGUAGE

from pages.bilingual.languages import LANGUAGES, NAMES


class TermStatus(models.TextChoices):
    """How sure the translation is."""

    AGREED = "agreed", _("agreed")
    OPEN = "open", _("to be confirmed")


def target_languages() -> list[tuple[str, str]]:
    return [(code, NAMES[code]) for code in LANGUAGES if code != DEFAULT_LANGUAGE]


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class GlossaryTerm(models.Model):
    """A term with its agreed translation; texts that have the one and not the other are reported."""

    term = models.CharField(_("term in English"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=target_languages, default="zh-hans")
    translation = models.CharField(_("agreed translation"), max_length=200)
    other_terms = models.TextField(
        _("other English names"), blank=True, help_text=_("One a line. They are translated in the same way.")
    )
    other_translations = models.TextField(
        _("other translations that are right"), blank=True, help_text=_("One a line: short forms, for instance.")
    )
    wrong_forms = models.TextField(
        _("forms never to be used"),
        blank=True,
        help_text=_("One a line, in either language. Each is reported wherever it stands."),
    )
    status = models.CharField(_("status"), max_length=10, choices=TermStatus.choices, default=TermStatus.AGREED)
    is_protected = models.BooleanField(
        _("protected name"),
        default=False,
        help_text=_("A person, an office, an institution or a place: this form and no other."),
    )
    note = models.TextField(_("note"), blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "term"],
                name="one_translation_a_term",
                violation_error_message=_("This term is in the glossary already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} · {self.translation}"

    def clean(self) -> None:
        super().clean()
        allowed = {self.term, self.translation, *lines(self.other_terms), *lines(self.other_translations)}
        for form in lines(self.wrong_forms):
            if form in allowed:
                message = _("“%(form)s” is given as right and as wrong.")
                raise ValidationError({"wrong_forms": ValidationError(message, params={"form": form})})

    @property
    def terms(self) -> list[str]:
        """Every English name, the usual one first."""
        return [self.term, *lines(self.other_terms)]

    @property
    def translations(self) -> list[str]:
        """Every translation that is right, the agreed one first."""
        return [self.translation, *lines(self.other_translations)]

    @property
    def wrong(self) -> list[str]:
        return lines(self.wrong_forms)

    @property
    def is_agreed(self) -> bool:
        return self.status == TermStatus.AGREED
