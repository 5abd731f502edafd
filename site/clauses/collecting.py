"""A pytest plugin that writes down which collected tests carry ``@pytest.mark.clause``."""

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

from onestop.site.clauses.proofs import OUTPUT


def pytest_collection_finish(session: Any) -> None:
    """Write the names of the tests by clause to the file that the environment names."""
    tests: dict[str, list[str]] = defaultdict(list)
    for item in session.items:
        for mark in item.iter_markers("clause"):
            for number in mark.args:
                tests[number].append(item.nodeid)
    Path(os.environ[OUTPUT]).write_text(json.dumps(tests), encoding="utf-8")
