"""Wagtail's own settings: what may be uploaded, the admin's language, nothing fetched from outside."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

WAGTAIL_SITE_NAME = "哈密市一站式质量服务平台"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "onestop.search.wagtail_backend"}}

# What Wagtail's own Chinese leaves in English; docs/development.md.
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "vendor_locale"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", _("Simplified Chinese"))]
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai", "Asia/Urumqi"]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "onestop.site.rich_text.RichTextArea"}}

# Nothing is asked of, or told to, a machine outside.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

WAGTAILIMAGES_IMAGE_FORM_BASE = "onestop.site.image_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]  # no SVG: it can carry scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
# What visitors download: WebP unless a template asks for another format; AVIF stays as it was given.
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"bmp": "webp", "heic": "webp", "jpeg": "webp", "png": "webp"}
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 60

WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ofd", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # asks for the collection's permission before a file leaves
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
