"""The address under which pages name themselves."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps as registry
from django.apps.registry import Apps
from django.conf import settings

_PORTS = {"http": 80, "https": 443}


def follow_settings(using: str, apps: Apps = registry, **_kwargs: Any) -> None:
    """Give the default site of Wagtail the host and port of ``SITE_BASE_URL``, after every migration.

    Site map, calendars and structured data take whole addresses from there; as Wagtail makes it, it is
    ``localhost``. (``flush`` of a test database sends the signal without ``apps``.)
    """
    from wagtail.models import Site  # noqa: PLC0415 - this module is imported before models are

    try:
        sites = apps.get_model("wagtailcore", "Site").objects.using(using)
    except LookupError:
        return
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or _PORTS[address.scheme]
    sites.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()
