"""What the platform is and which standard it follows, from the site settings: never written into a text."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.models import Site

from onestop.site.page_cache import remember


class PlatformBlock(blocks.StaticBlock):
    """Scope, region and the standard that the platform follows (clause 1)."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the settings of the site that is looked at."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = (parent_context or {}).get("request")
        site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()
        # By name: the settings are among the models that are made of these blocks.
        settings: Any = apps.get_model("home", "SiteSettings")
        context["settings"] = (
            remember(("home.settings", site.pk), lambda: settings.for_site(site)) if site else None
        )
        return context

    class Meta:
        icon = "site"
        label = _("About the platform")
        admin_text = _("Region, scope and the standard that is followed, as the site settings say.")
        template = "home/blocks/platform.html"
