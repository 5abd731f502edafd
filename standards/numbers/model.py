"""The value object of a standard's number (spec 2.1) and its kinds."""

from dataclasses import dataclass, replace
from enum import StrEnum

from onestop.standards.numbers import keys
from onestop.standards.numbers.display import display
from onestop.standards.numbers.years import is_plausible


class Kind(StrEnum):
    """Who issues numbers of this form; ``ANY`` is a number typed without its code."""

    NATIONAL = "national"
    OCCUPATIONAL_HEALTH = "occupational_health"
    MILITARY = "military"
    INDUSTRY = "industry"
    LOCAL = "local"
    GROUP = "group"
    ENTERPRISE = "enterprise"
    METROLOGY = "metrology"
    EQUIPMENT = "equipment"
    INTERNATIONAL = "international"
    FOREIGN = "foreign"
    PLAN = "plan"
    ANY = "any"

    @property
    def outside_china(self) -> bool:
        """True for numbers whose year follows a colon and whose parts follow a dash."""
        return self in (Kind.INTERNATIONAL, Kind.FOREIGN)


@dataclass(frozen=True, slots=True)
class Number:
    """One standard's number, taken apart.

    Attributes:
        code: The issuer's code without nature: ``GB``, ``DB6505``, ``T/CAS``, ``JJG(新)``; empty: any code.
        number: Text, never an integer: leading zeros and letter suffixes are part of it.
        nature: Empty (mandatory or without nature), ``T``, ``Z``; ``TS``, ``TR``… of international bodies.
        part: ``1``, ``1.2``, for international numbers ``2-9``; empty without a part.
        year: Four digits; empty for an undated number.
        amendment: ``XG1`` or ``XG1-2009`` (修改单); ``AMD1-2024`` and the like of international bodies.
        dual: The second number of a 双编号.
        note: The edition that a text in force names in brackets, ``2018年版``.
        kind: Who issues numbers of this form.
    """

    code: str
    number: str
    nature: str = ""
    part: str = ""
    year: str = ""
    amendment: str = ""
    dual: "Number | None" = None
    note: str = ""
    kind: Kind = Kind.ANY

    def __str__(self) -> str:
        return display(self)

    @property
    def code_class(self) -> str:
        """Code with nature as printed, ``GB/T``; distinguishes GB/Z from GBZ and T/SG from TSG."""
        return keys.code_class(self)

    @property
    def full_key(self) -> str:
        """``GB/T|19012||2019``: the same number and year are the same standard."""
        return keys.full_key(self)

    @property
    def base_key(self) -> str:
        """``GB/T|19012|``: all editions."""
        return keys.base_key(self)

    @property
    def family_key(self) -> str:
        """``GB/T|19012``: all parts and editions."""
        return keys.family_key(self)

    @property
    def loose_key(self) -> str:
        """``GBT19012``: for lookup only, never unique."""
        return keys.loose_key(self)

    @property
    def slug(self) -> str:
        """``gb-t-19012-2019``: the number in an address; one to one with ``full_key``."""
        return keys.slug(self)

    @property
    def sort_key(self) -> int:
        """A non-negative integer below 2**63 that orders by code, number, part and year."""
        return keys.sort_key(self)

    @property
    def bare(self) -> bool:
        """True if no code was given: look it up by number, part and year in all codes."""
        return not self.code

    @property
    def plausible_year(self) -> bool:
        """False for a year before 1949 or more than two years ahead (Chinese numbers, rule 5 of spec 2.2)."""
        return not self.year or self.kind.outside_china or is_plausible(self.year)

    @property
    def parent(self) -> "Number":
        """The standard itself: without amendment and second number."""
        return replace(self, amendment="", dual=None) if self.amendment or self.dual else self
