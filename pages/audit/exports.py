"""Notes what is taken out of the admin as a file: reports, tables, the log itself."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.log_actions import log

from pages.audit import actions

FILE_NAME = re.compile(r"""filename\*?=(?:utf-8'')?"?([^";]+)""", re.IGNORECASE)


class ExportLogMiddleware:
    """Each download below the admin's path has an entry with its address, its filters and its file name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}/") and response.status_code == 200:
            disposition = response.headers.get("Content-Disposition", "")
            if disposition.startswith("attachment") and request.user.is_authenticated:
                named = FILE_NAME.search(disposition)
                data = {"address": request.path_info, "query": request.META.get("QUERY_STRING", "")[:500]}
                data["file"] = named[1] if named else ""
                log(request.user, actions.EXPORT, user=request.user, data=data)
        return response
