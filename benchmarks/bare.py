"""The yardstick of ``benchmarks.pages``: a view that returns 10 KB, no middleware, nothing else."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * 10_240


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer with 10 KB."""
    return HttpResponse(BODY)


urlpatterns = [path("", bare)]


def application() -> object:
    """Return the WSGI application; gunicorn calls it as ``onestop.benchmarks.bare:application()``."""
    settings.configure(
        SECRET_KEY="a-benchmark-signs-nothing",  # noqa: S106
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="onestop.benchmarks.bare",
        MIDDLEWARE=[],
        LOGGING_CONFIG=None,
    )
    return get_wsgi_application()
