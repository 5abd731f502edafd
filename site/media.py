"""Pictures of ``MEDIA_ROOT``: only what Wagtail has made for the public, never originals or documents."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

MONTH = 30 * 24 * 3600


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve ``MEDIA_ROOT/images/<path>``; a server in front may take this over (docs/operations.md).

    A new upload gets a new name, so a browser may keep what it has.
    """
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    response["Cache-Control"] = f"public, max-age={MONTH}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
