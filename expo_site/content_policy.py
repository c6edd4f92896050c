"""Which Content-Security-Policy an address answers with: the public one, or the admin's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware


class ContentPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """Django's middleware, with the admin's own policy below the admin's path.

    A view that sets a policy itself (``csp_override``) keeps it: so does the preview of a page,
    which must be shown as visitors will get it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]
        return super().process_response(request, response)
