"""Writing candidates: new people only, in the first state of their way, with no consent to anything."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from onestop.catalogue.experts.choices import Origin
from onestop.catalogue.experts.importing.reading import Entry, hidden
from onestop.catalogue.experts.models import Expert
from onestop.catalogue.importing.columns import fold
from onestop.catalogue.importing.reasons import Problem, Reason, Refused
from onestop.catalogue.importing.regions import find_region
from onestop.catalogue.importing.writing import CREATED, UNCHANGED, refused

Identity = tuple[str, str]


class Writer:
    """What one import has written and whom the register knows."""

    def __init__(self) -> None:
        people = Expert.objects.values_list("name", "employer")
        self._known = {_identity(name, employer) for name, employer in people}
        self._written: set[Identity] = set()

    def write(self, entry: Entry) -> str:
        """Put a person into the register who is not there yet; whoever is stays as they are.

        Returns:
            ``created`` or ``unchanged``.

        Raises:
            Refused: the register cannot keep it.
        """
        identity = _identity(entry.person["name"], entry.person["employer"])
        known, written = identity in self._known, identity in self._written
        if known or written:
            reason = Reason.DUPLICATE if written else Reason.KNOWN
            entry.problems.append(Problem("name", reason, entry.person["employer"]))
            return UNCHANGED
        try:
            _create(entry)
        except Refused as problem:
            raise hidden(problem) from None
        self._written.add(identity)
        return CREATED


def _identity(name: str, employer: str) -> Identity:
    return fold(name), fold(employer)


def _create(entry: Entry) -> None:
    expert = Expert(
        **entry.person,
        region=find_region(entry.region) if entry.region else None,
        origin=Origin.RECOMMENDED if entry.person["recommended_by"] else Origin.APPLIED,
    )
    expert.fields, expert.categories = entry.fields, entry.categories
    expert.competences = entry.competences
    try:
        expert.full_clean(exclude=["fields", "categories"])
        _not_too_long(expert)
        for each in entry.competences:
            each.full_clean(exclude=["expert"])
    except ValidationError as error:
        raise refused(expert, error) from error
    expert.save()


def _not_too_long(expert: Expert) -> None:
    """Hold the experience to its length: of a long text only forms do."""
    most = Expert._meta.get_field("introduction").max_length  # noqa: SLF001 - Django's public API of models
    try:
        MaxLengthValidator(most or 0)(expert.introduction)
    except ValidationError as error:
        raise ValidationError({"introduction": error}) from error
