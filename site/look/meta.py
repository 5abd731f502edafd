"""Meta tags that public sites carry, by kind of page.

Source: 国办发〔2017〕47号, annex. ``base.html`` writes what the context's ``page_meta`` holds.
"""

from datetime import datetime

from django.utils import timezone

Meta = dict[str, str]


def column_meta(name: str, description: str = "", keywords: str = "", kind: str = "") -> Meta:
    """Return the tags of a column: a page that gathers others. Empty ones are left out."""
    tags = {
        "ColumnName": name,
        "ColumnDescription": description,
        "ColumnKeywords": keywords,
        "ColumnType": kind,
    }
    return {tag: value for tag, value in tags.items() if value}


def article_meta(title: str, published: datetime | None, source: str = "", author: str = "") -> Meta:
    """Return the tags of an article, its time as ``YYYY-MM-DD HH:MM``. Empty ones are left out."""
    tags = {
        "ArticleTitle": title,
        "PubDate": timezone.localtime(published).strftime("%Y-%m-%d %H:%M") if published else "",
        "ContentSource": source,
        "Author": author,
    }
    return {tag: value for tag, value in tags.items() if value}
