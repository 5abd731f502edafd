"""The directory page, and the page of its own that a local standard has."""

from django.utils import timezone

from wagtail.models import Page, Site

from onestop.standards.models import Standard, StandardDirectoryPage, StandardPage

SLUG = "standards"
LOCAL = "DB6505/T|022||2023"

INTRODUCTION = [
    ("heading", "这项标准管什么"),
    (
        "paragraph",
        "<p>示例数据：这里由服务中心的编辑写明标准适用于谁、规定了哪些主要内容、执行时要注意什么。</p>",
    ),
    (
        "question",
        {
            "question": "种植户需要做什么？",
            "answer": "<p>示例数据：请以标准原文为准；有疑问可以向服务中心提出需求。</p>",
        },
    ),
]


def create_directory() -> StandardDirectoryPage:
    """Create and publish the directory below the home page, unless there is one."""
    found = StandardDirectoryPage.objects.first()
    if found:
        return found
    home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    page = StandardDirectoryPage(
        title="查标准",
        slug=SLUG,
        show_in_menus=True,
        introduction="<p>国家、行业、地方、团体标准一处查；状态按实施日期和替代关系当天计算。</p>",
        first_published_at=timezone.now(),
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def create_local_page() -> None:
    """Give a local standard of Hami its own page, unless it has one."""
    directory = StandardDirectoryPage.objects.first()
    standard = Standard.objects.filter(full_key=LOCAL, page__isnull=True).first()
    if directory is None or standard is None:
        return
    page = StandardPage(standard=standard, introduction=INTRODUCTION, first_published_at=timezone.now())
    directory.add_child(instance=page)
    page.save_revision().publish()
