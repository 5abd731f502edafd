"""Demo content of the standards: the directory, open data, facts, and one local standard's own page."""

import gzip
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from onestop.standards.demo.pages import create_directory, create_local_page
from onestop.standards.importing import Importer
from onestop.standards.models import Standard

DATA = Path(__file__).parents[1] / "data"
FILES = ("facts.csv", "hami_xinjiang.csv", "open_standards.csv.gz")
"""What is imported, in this order; ``data/README.md`` says where it comes from."""


def load(say: Callable[[str], None]) -> None:
    """Put pages and standards in place; a register that has standards is left as it is."""
    create_directory()
    if Standard.objects.exists():
        say("standards: the register has standards already")
    else:
        for name in FILES:
            say(f"standards: {name}: {load_file(DATA / name)}")
    create_local_page()


def load_file(path: Path) -> str:
    """Import a file of ours, packed or not, by the importer that everybody uses; return its last line."""
    if path.suffix != ".gz":
        return Importer().run(path).line
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / path.stem
        with gzip.open(path) as packed, unpacked.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        return Importer().run(unpacked).line
