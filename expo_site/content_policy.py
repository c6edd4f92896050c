"""What an address tells the browser it may do: the public policy, the admin's, or that of uploaded files."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware

PERMISSIONS = ", ".join(f"{name}={allowed}" for name, allowed in sorted(settings.PERMISSIONS_POLICY.items()))


class ContentPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """Django's middleware, with the admin's own policy below the admin's path, and one for what people uploaded.

    A view that sets a policy itself (``csp_override``) keeps it: so does the preview of a page,
    which must be shown as visitors will get it. Added are the two headers for which Django has no setting.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        path = request.path_info
        if path.startswith(("/documents/", settings.MEDIA_URL)):
            response._csp_config = settings.UPLOAD_CSP  # type: ignore[attr-defined]
            response.headers.pop("Content-Security-Policy", None)  # Wagtail's, which is weaker
        elif path.startswith(f"/{settings.ADMIN_PATH}/") and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # Figures are there to be taken; everything else is for our own pages.
        resource = "cross-origin" if path.startswith("/data/") else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", resource)
        return super().process_response(request, response)
