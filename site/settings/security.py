"""Content-Security-Policy, headers, cookies and limits that keep a visitor safe, in every environment."""

from typing import Any

from csp.constants import NONE, SELF

PUBLIC_POLICY: dict[str, Any] = {
    # Nothing is allowed that is not named here, and nothing named here leaves the site's own address.
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],  # data: for the small drawings inside the style sheets
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

ADMIN_POLICY: dict[str, Any] = {
    **PUBLIC_POLICY,
    "default-src": [SELF],
    # Wagtail's date fields and inline panels start themselves from inline scripts, its editors set style
    # attributes; only staff reach these pages. docs/security.md says what was tried.
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],  # the preview panel
    "worker-src": [SELF, "blob:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}

# A visitor may sort the service network by distance; the place stays in the browser.
PERMISSIONS_POLICY = "geolocation=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_AGE = 30 * 60  # idle time after which a person signs in again (GB/T 22239-2019, 身份鉴别)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # several people share the computer of a service window
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "onestop.site.errors.csrf_failure"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page with many inline children in Wagtail's editor
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # larger ones go to a temporary file
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
