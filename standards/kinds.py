"""What a number says about its standard: class, nature, region (spec 2.1)."""

from onestop.standards.choices import Nature, StandardClass
from onestop.standards.numbers import Kind, Number
from onestop.standards.numbers.regions import region_digits

_CLASSES = {
    Kind.NATIONAL: StandardClass.NATIONAL,
    Kind.OCCUPATIONAL_HEALTH: StandardClass.NATIONAL,
    Kind.MILITARY: StandardClass.OTHER,
    Kind.INDUSTRY: StandardClass.INDUSTRY,
    Kind.LOCAL: StandardClass.LOCAL,
    Kind.GROUP: StandardClass.GROUP,
    Kind.ENTERPRISE: StandardClass.ENTERPRISE,
    Kind.METROLOGY: StandardClass.METROLOGY,
    Kind.EQUIPMENT: StandardClass.EQUIPMENT,
    Kind.INTERNATIONAL: StandardClass.INTERNATIONAL,
    Kind.FOREIGN: StandardClass.INTERNATIONAL,
    Kind.PLAN: StandardClass.PLAN,
}
_NATURES = {"": Nature.MANDATORY, "T": Nature.RECOMMENDED, "Z": Nature.GUIDANCE}
# Only these bodies print the nature in the number; a group standard's letters say nothing about force.
_SAY_NATURE = (Kind.NATIONAL, Kind.OCCUPATIONAL_HEALTH, Kind.INDUSTRY, Kind.LOCAL)


def class_of(number: Number) -> str:
    """Return the class of the body that issues such numbers."""
    return _CLASSES.get(number.kind, StandardClass.OTHER).value


def nature_of(number: Number) -> str:
    """Return the nature that the number prints, or nothing where it prints none."""
    if number.kind not in _SAY_NATURE:
        return ""
    nature = _NATURES.get(number.nature)
    return nature.value if nature else ""


def region_of(number: Number) -> str:
    """Return the region digits of a local standard (``6505``), nothing for all others."""
    return region_digits(number.code) if number.kind is Kind.LOCAL else ""
