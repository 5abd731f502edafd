"""How many questions the pages of training ask the database, whatever the number of rows.

Counted outside a transaction, on a later visit: what only content decides is remembered.
"""

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.home.training import tokens
from onestop.home.training.models import TrainingMaterial, TrainingStandard
from onestop.tests.factories.standards import StandardFactory
from onestop.tests.factories.training import event, registered

MOST = 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [1, 12])
def test_pages_take_few_queries_whatever_they_show(client: Client, rows: int) -> None:
    for number in range(rows):
        page = event(f"培训{number}", days=number + 1, sessions=2)
        event(f"以前的{number}", days=-number - 5)
        row = registered(page, number)
        StandardFactory(number=f"GB/T {19000 + number}-2016")
        page.standard_links.add(TrainingStandard(number=f"GB/T {19000 + number}"))
        page.materials.add(TrainingMaterial(title="讲义", text="文"))
        page.save_revision().publish()
    paths = ("/training/", page.url, f"{page.url}register/", "/training/calendar/", "/training/feed/")
    counts = {}
    for path in (*paths, tokens.own_url(row), "/training/verify/AAAA-AAAA-AAAA/"):
        for _warm_up in range(2):
            client.get(path)
        with CaptureQueriesContext(connection) as context:
            client.get(path)
        counts[path] = len(context)
    assert max(counts.values()) <= MOST, counts
