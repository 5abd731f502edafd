"""Settings of the look: how static files are found, where the question box leads, the reader's choice."""

STATICFILES_FINDERS = [
    "onestop.site.look.finders.JoinedFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

FORM_RENDERER = "onestop.site.look.widgets.Renderer"
"""Fields of forms are drawn in Python."""

TYPE_COOKIE = "type"
"""Cookie of 大字版: ``large`` or absent. Pages differ by it, so the whole-page cache is keyed by it."""

LOAD_DEMO_ALLOWED = False
"""``load_demo`` runs only where this is true; never in production."""

SEARCH_PAGE_URL = "/search/"
"""Where the question box sends ``?q=``."""

SUGGEST_URL = "/api/v1/suggest/"
"""Where the question box asks while one types."""
