"""Response headers that every page carries, and the policy that keeps the browser at home.

Two policies: a strict one for everybody, and a looser one for Wagtail's admin, which has inline styles and scripts
and shows previews in a frame of its own. (`Referrer-Policy` is `same-origin`, not `no-referrer`: with the latter a
browser sends `Origin: null` with each form, and Django rightly refuses that.)
"""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware

ADMIN = "/beheer/"
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "require-trusted-types-for": None,
}
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=(), browsing-topics=()"
    ),
}


class HeadersMiddleware:
    """Outermost, so that errors, redirects and static files have them too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        framed = request.path.startswith(ADMIN) or _is_preview(request)
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN" if framed else "DENY")
        # Going back must show nothing of what somebody read here. Only what is the same for all says `public` itself.
        kept = response.headers.get("Cache-Control", "")
        if "public" not in kept and "no-store" not in kept:
            response.headers["Cache-Control"] = "no-store"
        return response


class PolicyMiddleware(CSPMiddleware):
    """django-csp, with the looser policy under /beheer/; a preview is as strict as the page, but stands in a frame."""

    def process_response(self, request, response):
        if _is_preview(request):
            # its buttons are the member's own and must do nothing: not answer, not leave, not save over the draft
            response._csp_replace = {"frame-ancestors": [SELF], "form-action": [NONE]}
        elif request.path.startswith(ADMIN) and not hasattr(response, "_csp_replace"):
            response._csp_replace = ADMIN_POLICY
        return super().process_response(request, response)


def _is_preview(request):
    """Wagtail renders a preview by a request of its own, through all middleware, before the admin's reply goes out."""
    return getattr(request, "is_dummy", False)
