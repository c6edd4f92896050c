"""Whether a bucket gives documents to anybody, past the site, which asks who may read them."""

import copy
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from expo_site.backups.media_files import bucket_of_media
from expo_site.checkup.finding import Finding, State, ok

SECONDS = 3.0


def closed_documents() -> Finding:
    """Asks for the newest document as a stranger does: without a signature."""
    if not bucket_of_media():
        return ok(_("Documents are on this machine, and only the site gives them out."))
    newest = get_document_model()._default_manager.order_by("-pk").first()
    if newest is None:
        return ok(_("There is no document in the bucket yet."))
    for address in _addresses(default_storage, newest.file.name):
        try:
            is_open = _is_open(address)
        except (OSError, HTTPException) as error:
            said = _(
                "Whether strangers can read documents in the bucket is not known, as it does not answer: %(error)s"
            )
            return Finding(State.WARNING, said % {"error": error}, _("Look at MEDIA_BUCKET_URL and at the firewall."))
        if is_open:
            said = _("Documents in the bucket can be read by anybody, closed ones too, such as %(address)s")
            remedy = _("Close the folder “documents” of the bucket: docs/scaling.md has the policy.")
            return Finding(State.WARNING, said % {"address": address}, remedy)
    return ok(_("Only the site gives out documents from the bucket."))


def _addresses(storage: Any, name: str) -> Iterator[str]:
    """Where pictures are loaded from, and where the bucket itself is when that is another domain."""
    yield storage.url(name)
    if getattr(storage, "custom_domain", None):
        bucket = copy.copy(storage)
        bucket.custom_domain = None
        yield bucket.url(name)


def _is_open(address: str) -> bool:
    """Raises OSError when there is no answer, or none that says it."""
    try:
        urlopen(Request(address, method="HEAD"), timeout=SECONDS).close()  # noqa: S310 - the bucket's
    except HTTPError as error:
        error.close()
        if error.code >= 500:
            raise
        return False
    return True
