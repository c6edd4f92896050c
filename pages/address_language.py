"""The language of an address, and what happens to one that names none."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class AddressLanguageMiddleware(LocaleMiddleware):
    """Django's, which looks for what is not found below ``/en/``: a page may be there, but nothing of what never has a language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        first = request.path_info.lstrip("/").split("/", 1)[0]
        if response.status_code == 404 and first in settings.RESERVED_PATHS | {settings.ADMIN_PATH.split("/")[0]}:
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response
        return super().process_response(request, response)
