"""Pictures from the storage, also where no web server stands in front. Never anything that a browser could run."""

import mimetypes

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

PICTURES = {"image/avif", "image/jpeg", "image/png", "image/webp"}
#: Under these folders a name is the digest of its content, so it can be kept for ever.
NAMED_BY_CONTENT = ("frozen/", "looks/")


@require_safe
def serve(request, path):
    """One file of the storage: a picture to look at, anything else to download."""
    try:
        file = default_storage.open(path)
    except (OSError, ValueError, SuspiciousOperation):
        # ValueError: no file system knows a name with a NUL in it
        raise Http404 from None
    kind, _ = mimetypes.guess_type(path)
    picture = kind in PICTURES
    kind = kind if picture else "application/octet-stream"
    response = FileResponse(file, as_attachment=not picture, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={31_536_000 if path.startswith(NAMED_BY_CONTENT) else 300}"
    return response
