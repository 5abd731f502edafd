"""The server is killed while many file, accept, match and serve: what was confirmed is there, once (6.2).

The same at length: ``python -m benchmarks.crash``.
"""

import pytest

from django.conf import settings
from django.db import connection

from onestop.benchmarks import crash

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
CLIENTS, SECONDS = 12, 20


def server(settings_module: str) -> dict[str, str]:
    """Return the environment of a server on the database of this test."""
    row = connection.settings_dict
    return {
        "DATABASE_URL": f"postgres://{row['USER']}:{row['PASSWORD']}@{row['HOST']}:{row['PORT']}/{row['NAME']}",
        "DATA_DIR": str(settings.DATA_DIR),
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": settings_module,
    }


@pytest.mark.clause("6.2")
def test_a_killed_server_has_kept_what_it_confirmed_and_nothing_twice() -> None:
    counts, faults = crash.run(server(crash.SETTINGS), clients=CLIENTS, seconds=SECONDS, kills=3)
    assert faults == []
    assert counts["acknowledged"] > 0
    assert sum(counts["steps"].values()) > 0


def test_steps_are_taken_though_mail_short_messages_and_tasks_all_fail() -> None:
    counts, faults = crash.run(server(crash.FAILING), clients=CLIENTS // 2, seconds=SECONDS, kills=0)
    assert faults == []
    assert counts["acknowledged"] > 0
    assert counts["notices_failed"] > 0
    assert counts["notices_sent"] == 0
