"""Every way in which Python, templates and scripts ask for a translation is found."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from pages.translations.catalogs import Key, key_of, messages_of
from pages.translations.sources import source_template

PYTHON = """
from django.utils.translation import gettext, gettext_lazy as _, ngettext, npgettext_lazy, pgettext

# Translators: the front page.
HOME = _("Home")
OPEN = pgettext("state", "Open")
LONG = _("One line "
         "and another")


def pages(count):
    return ngettext("%(count)s page", "%(count)s pages", count)


SEATS = npgettext_lazy("hall", "%d seat", "%d seats")
NOT_A_STRING = _(HOME)
"""
TEMPLATE = """
{% load i18n %}
    {# Translators: above the table. #}
    <h1>{% translate "Figures" %}</h1>
  <p title="{% trans "It's 100%" context "poster" %}">
{% blocktranslate trimmed with name=page.title count days=days %}
      {{ days }} day
      of {{ name }}
   {% plural %}
      {{ days }} days
      of {{ name }}
{% endblocktranslate %}
{% blocktranslate context "button" asvar label %}Send{% endblocktranslate %}
{{ _("Inline") }} {% include "x.html" with label=_("Passed on") %}
{% comment %}Translators: in the footer.{% endcomment %}
{% translate "Imprint" %}
"""
SCRIPT = """
// Translators: on the button.
const label = gettext("Copy");
const counted = interpolate(ngettext("%s copy", "%s copies", count), [count]);
const state = pgettext("light", "On");
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "shop/__init__.py": "",
        "shop/views.py": PYTHON,
        "shop/migrations/0001_initial.py": '_("Only in a migration")',
        "tests/__init__.py": '_("Only in a test")',
        "templates/shop/page.html": TEMPLATE,
        "static/js/copy.js": SCRIPT,
        "static/js/vendor/foreign.js": 'gettext("Of somebody else")',
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def by_key(template: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in messages_of(template)}


def test_python_and_templates_are_read(project: Path) -> None:
    found = by_key(source_template(project, "django"))
    assert set(found) == {
        (None, "Home"),
        ("state", "Open"),
        (None, "One line and another"),
        (None, "%(count)s page"),
        ("hall", "%d seat"),
        (None, "Figures"),
        ("poster", "It's 100%%"),
        (None, "%(days)s day of %(name)s"),
        ("button", "Send"),
        (None, "Inline"),
        (None, "Passed on"),
        (None, "Imprint"),
    }
    assert found[None, "%(days)s day of %(name)s"].id[1] == "%(days)s days of %(name)s"
    assert found["hall", "%d seat"].id == ("%d seat", "%d seats")


def test_notes_to_translators_are_kept(project: Path) -> None:
    found = by_key(source_template(project, "django"))
    assert found[None, "Home"].auto_comments == ["Translators: the front page."]
    assert found[None, "Figures"].auto_comments == ["Translators: above the table."]
    assert found[None, "Imprint"].auto_comments == ["Translators: in the footer."]


def test_a_string_says_its_file_and_no_line(project: Path) -> None:
    found = by_key(source_template(project, "django"))
    assert found[None, "Home"].locations == [("shop/views.py", 0)]
    assert found[None, "Figures"].locations == [("templates/shop/page.html", 0)]


def test_scripts_have_a_catalog_of_their_own(project: Path) -> None:
    found = by_key(source_template(project, "djangojs"))
    assert set(found) == {(None, "Copy"), (None, "%s copy"), ("light", "On")}
    assert found[None, "Copy"].auto_comments == ["Translators: on the button."]


def test_a_template_that_cannot_be_read_is_named(project: Path) -> None:
    (project / "templates/shop/page.html").write_text(
        "{% blocktranslate %}a {% if b %}c{% endif %}{% endblocktranslate %}"
    )
    with pytest.raises(SyntaxError, match=r"templates/shop/page\.html"):
        source_template(project, "django")
