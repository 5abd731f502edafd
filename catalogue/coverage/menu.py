"""The menu 专家与名录 of the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail_modeladmin.options import ModelAdminGroup

from onestop.catalogue.experts.admin import ExpertAdmin, ExpertFieldAdmin
from onestop.catalogue.links.admin import LinkAdmin


class DirectoriesGroup(ModelAdminGroup):
    """Experts, institutions, official links, and what staff should look after."""

    menu_label = _("Experts and directories")
    menu_icon = "group"
    menu_order = 170
    items = (ExpertAdmin, ExpertFieldAdmin, LinkAdmin)
