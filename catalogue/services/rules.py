"""What must hold before a guide is published: the automatic checks of process 3.5.

The rules look at a ``Guide``, which is made of a page or of what an editor has just typed, so that the form,
the report on the site and the publication itself apply the same ones.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.catalogue.services.choices import Channel, Charged, Need

if TYPE_CHECKING:
    from onestop.catalogue.services.models import ServiceItemPage

ACCEPTED, CLOSED, DELIVERED = "受理", "办结", "送达"
"""Names of the steps that every way has; a step's name may say more around them."""

HELD = ("营业执照", "统一社会信用代码证")
"""Data that the platform has by the credit code: nobody asks for it again (国务院令第 716 号, article 7)."""

INSTANT_DAYS = 1
SHORTEST_NAME = 2
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken: by which field, and what to do about it."""

    field: str
    message: str | Promise


@dataclass(frozen=True, slots=True)
class Row:
    """A step (``days``) or a material (``need``)."""

    name: str
    days: int = 0
    need: str = ""


@dataclass(frozen=True)
class Guide:
    """What the rules look at.

    Attributes:
        values: the fields of the item by name; StreamFields by whether they hold anything.
        steps: in their order.
        materials: in their order.
        provisions: how many organisations offer it.
    """

    values: dict[str, Any]
    steps: Sequence[Row]
    materials: Sequence[Row]
    provisions: int

    def text(self, name: str) -> str:
        """Return a field as text without space around it."""
        return str(self.values.get(name) or "").strip()

    def lines(self, name: str) -> list[str]:
        """Return the lines of a field, without blank ones."""
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]


Rule = Callable[[Guide], Iterator[Fault]]

KEY_ELEMENTS = (
    *("clause", "kind", "summary", "audience", "conditions", "basis", "result", "delivery", "charged"),
    *("keywords", "valid_from"),
)
FIELDS = (
    *KEY_ELEMENTS,
    *("promised_days", "instant", "fee_standard", "charged_by", "valid_to"),
    *Channel.values,
)


def faults(page: "ServiceItemPage") -> list[Fault]:
    """Return every rule that the guide of ``page`` breaks, in the order of the form."""
    return check(
        Guide(
            values={name: getattr(page, name) for name in FIELDS},
            steps=[Row(step.name, days=step.days) for step in page.steps.all()],
            materials=[Row(each.name, need=each.need) for each in page.materials.all()],
            provisions=page.provisions.count(),
        )
    )


def check(guide: Guide) -> list[Fault]:
    """Return every rule that ``guide`` breaks."""
    return [fault for rule in RULES for fault in rule(guide)]


def _key_elements(guide: Guide) -> Iterator[Fault]:
    for name in KEY_ELEMENTS:
        if not guide.values.get(name) or (isinstance(guide.values[name], str) and not guide.text(name)):
            yield Fault(name, _("A guide is not published without this. Fill it in, or save it as a draft."))
    if guide.values.get("promised_days") is None:
        yield Fault("promised_days", _("Say within how many working days it is done; 0 if at once."))


def _channels(guide: Guide) -> Iterator[Fault]:
    if not any(guide.values.get(channel) for channel in Channel.values):
        yield Fault(Channel.ONLINE.value, _("Choose at least one way: online, at the window, or we come."))


def _providers(guide: Guide) -> Iterator[Fault]:
    if not guide.provisions:
        yield Fault("provisions", _("Name at least one organisation that offers it."))


def _steps(guide: Guide) -> Iterator[Fault]:
    names = [step.name for step in guide.steps]
    at = {word: _position(names, word) for word in (ACCEPTED, CLOSED, DELIVERED)}
    missing = [word for word, place in at.items() if place == NOWHERE]
    if missing:
        words = "、".join(missing)
        yield Fault("steps", _("These steps are missing: %(steps)s. Every way has them.") % {"steps": words})
    elif at[CLOSED] < at[ACCEPTED]:
        yield Fault("steps", _("“办结” stands before “受理”. Put the steps in their order."))


def _position(names: Sequence[str], word: str) -> int:
    return next((place for place, name in enumerate(names) if word in name), NOWHERE)


def _time(guide: Guide) -> Iterator[Fault]:
    promised = guide.values.get("promised_days")
    if promised is None:
        return
    total = sum(step.days for step in guide.steps)
    if guide.steps and total != promised:
        yield Fault(
            "promised_days",
            _("You promise %(promised)d working days, but the steps add up to %(total)d. Make them equal.")
            % {"promised": promised, "total": total},
        )
    if guide.values.get("instant") and promised > INSTANT_DAYS:
        yield Fault("instant", _("What is done while one waits takes at most one working day."))


def _conditions(guide: Guide) -> Iterator[Fault]:
    for condition in guide.lines("conditions"):
        for material in guide.materials:
            name = material.name.strip()
            if len(name) >= SHORTEST_NAME and name in condition:
                yield Fault(
                    "conditions",
                    _("“%(condition)s” names the material “%(material)s”. Materials stand in their own list.")
                    % {"condition": condition, "material": name},
                )


def _materials(guide: Guide) -> Iterator[Fault]:
    for material in guide.materials:
        held = next((word for word in HELD if word in material.name), None)
        if held and material.need == Need.REQUIRED:
            yield Fault(
                "materials",
                _("“%(name)s” need not be handed in: we look it up by the credit code.")
                % {"name": material.name},
            )


def _fee(guide: Guide) -> Iterator[Fault]:
    if guide.values.get("charged") in {Charged.PROVIDER, Charged.PLATFORM}:
        if not guide.text("fee_standard"):
            yield Fault("fee_standard", _("There is a fee: say how much, or where the rates are shown."))
        if not guide.text("charged_by"):
            yield Fault("charged_by", _("There is a fee: say who charges it."))


def _validity(guide: Guide) -> Iterator[Fault]:
    begins, ends = guide.values.get("valid_from"), guide.values.get("valid_to")
    if isinstance(begins, dt.date) and isinstance(ends, dt.date) and ends < begins:
        yield Fault("valid_to", _("It ends before it begins."))


RULES: tuple[Rule, ...] = (
    *(_key_elements, _channels, _conditions, _materials, _steps, _time, _fee, _providers, _validity),
)
