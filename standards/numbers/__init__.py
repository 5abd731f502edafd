"""The grammar of standards' numbers: a plain library, see ``docs/numbers.md``."""

from onestop.standards.numbers.display import display
from onestop.standards.numbers.keys import KEY_VERSION
from onestop.standards.numbers.model import Kind, Number
from onestop.standards.numbers.parsing import parse
from onestop.standards.numbers.query import Interpretation, QueryKind, interpret
from onestop.standards.numbers.regions import region_name
from onestop.standards.numbers.scan import find_all
from onestop.standards.numbers.sectors import sector_name
from onestop.standards.numbers.text import clean

__all__ = [
    "KEY_VERSION",
    "Interpretation",
    "Kind",
    "Number",
    "QueryKind",
    "clean",
    "display",
    "find_all",
    "interpret",
    "parse",
    "region_name",
    "sector_name",
]
