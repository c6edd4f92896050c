"""Taking a message. Nothing typed is lost: whatever is wrong, the form comes back as it was, with what to do."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pages.bilingual.languages import current_language
from pages.contact.about import About
from pages.contact.doubts import looks_like_a_machine, seen_again, was_seen_again
from pages.contact.floods import is_flood, sender_key, sent_before
from pages.contact.form import ContactForm
from pages.contact.models import ContactPage
from pages.contact.outbox import queue_notice
from pages.contact.posted import Unreadable, read_posted
from pages.kept_answers import mark_personal


# Without session and token the page can be cached, and works where cookies are refused. What the token is for does not
# arise: a message changes nothing that belongs to a visitor, and what was sent from elsewhere is asked about again.
@csrf_exempt
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    page = contact_page()
    try:
        posted = read_posted(request)
    except Unreadable as problem:
        return _page(request, page, problem.status, trouble=problem.sentence)
    form = ContactForm(posted, page=page)
    if not form.is_valid():
        return _page(request, page, 422, form=form)
    is_doubtful = looks_like_a_machine(request, posted)
    if is_doubtful and not was_seen_again(posted.get("again", "")):
        # The trap is left out of the page that asks again: a browser may have filled it in for a person.
        form = ContactForm({**posted, "again": seen_again()}, page=page)
        form.is_valid()
        return _page(request, page, 200, form=form, trouble=_ask_again())
    message = form.message(current_language())
    message.sender_key, message.is_doubtful = sender_key(request), is_doubtful
    with transaction.atomic():
        former = sent_before(message)
        if former is None and is_flood(message.sender_key):
            return _page(request, page, 429, form=form, trouble=_too_many())
        if former is None:
            message.save()
            queue_notice(message)
    reference = (former or message).reference
    return HttpResponseRedirect(f"{reverse('contact_sent')}?reference={reference}", status=303)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What a visitor sees after sending; reloading it sends nothing."""
    reference = request.GET.get("reference", "")
    is_one = len(reference) == 9 and reference.isascii() and reference.replace("-", "").isalnum()
    return _page(request, contact_page(), 200, reference=reference if is_one else "–")


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """“Report an error” at a figure leads here: to the form, wherever its page is, with the figure named."""
    about = About.of(request.GET)
    address = contact_page().get_url(request) or f"/{current_language()}/"
    query = "&".join(f"{name}={value}" for name, value in about.fields.items())
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}#message")


def contact_page() -> ContactPage:
    """The live page with the form; 404 where there is none."""
    page = ContactPage.objects.live().first()
    if page is None:
        raise Http404
    return page


def _page(request: HttpRequest, page: ContactPage, status: int, **shown: Any) -> HttpResponse:
    response = mark_personal(page.serve(request, **shown))
    response.status_code = status
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _ask_again() -> str:
    return _("Please read your message once more and send it again: so we know that it comes from a person.")


def _too_many() -> str:
    return _(
        "Very many messages came in within the last hour, so this one was not taken. Your text is kept below: send it "
        "again later, or use an address given on this page."
    )
