"""Which tests prove which clause: what pytest collects with ``@pytest.mark.clause``."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PLUGIN = "onestop.site.clauses.collecting"
OUTPUT = "ONESTOP_CLAUSE_TESTS"
ROOT = Path(__file__).resolve().parents[2]


class CannotCollectError(Exception):
    """The tests are not here, or pytest cannot read them."""


def collect() -> dict[str, list[str]]:
    """Return the names of the tests by clause, as pytest sees them: parameters and inherited marks included.

    Raises:
        CannotCollectError: if there are no tests beside the product, or they cannot be read.
    """
    if not (ROOT / "tests").is_dir():
        raise CannotCollectError("The tests are not installed here.")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "clauses.json"
        command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", PLUGIN]
        settings_module = {"DJANGO_SETTINGS_MODULE": "onestop.site.settings.test"}
        environment = {**os.environ, **settings_module, OUTPUT: str(output)}
        result = subprocess.run(  # noqa: S603 - a fixed command
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if result.returncode or not output.exists():
            raise CannotCollectError(f"pytest cannot collect the tests:\n{result.stdout}{result.stderr}")
        found: dict[str, list[str]] = json.loads(output.read_text(encoding="utf-8"))
    return found
