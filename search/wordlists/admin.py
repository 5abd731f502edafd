"""The register of the search's words."""

from django.utils.translation import gettext_lazy as _

from onestop.search.wordlists.models import WordList
from onestop.site.listings import ListingAdmin


class WordListAdmin(ListingAdmin):
    """Groups of words; a change counts from the next question on."""

    model = WordList
    menu_label = _("Words of the search")
    menu_icon = "openquote"
    menu_order = 890
    list_display = ("__str__", "kind", "note")
    list_filter = ("kind",)
    search_fields = ("words", "note")
    list_per_page = 50
    list_export = ("kind", "words", "note")
    export_filename = "search-words"
