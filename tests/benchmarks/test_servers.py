"""The servers that a benchmark starts for itself."""

import psycopg

from onestop.tests.factories.needs import lacking
from onestop.tests.runner.servers import Unavailable, postgresql


def test_a_postgresql_of_its_own_has_a_database_to_begin_with() -> None:
    try:
        with postgresql() as found, psycopg.connect(found["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    except Unavailable as error:
        lacking(str(error))
