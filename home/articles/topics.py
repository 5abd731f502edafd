"""质量主题、质量文化、质量政策、质量管理 and further ones: topics that editors manage (clause 4.2.1.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel


class Topic(models.Model):  # type: ignore[django-manager-missing]  # of the pages that name it
    """What an article or an event is about. Each has a column page that is never empty."""

    name = models.CharField(_("name"), max_length=20, unique=True)
    slug = models.SlugField(_("short name in addresses"), max_length=40, unique=True)
    intro = models.CharField(_("in one sentence"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]),
        FieldPanel("intro"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
