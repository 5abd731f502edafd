"""The grammar is a plain library: scripts use it without settings."""

import subprocess
import sys


def test_grammar_and_citation_import_without_django() -> None:
    code = (
        "import sys, onestop.standards.numbers, onestop.standards.citation\n"
        "sys.exit(any(name.partition('.')[0] in ('django', 'wagtail') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
