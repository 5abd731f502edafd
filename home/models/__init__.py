"""Pages and settings of ``onestop.home``."""

from onestop.home.models.home import HomePage
from onestop.home.models.info import InfoPage
from onestop.home.models.settings import SiteSettings
from onestop.home.models.sitemap import SiteMapPage

__all__ = ["HomePage", "InfoPage", "SiteMapPage", "SiteSettings"]
