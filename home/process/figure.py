"""The flow of a service as data: of one definition the picture is drawn and the text is written."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onestop.home import hooks as home_hooks
from onestop.site import hooks

FIGURE_1 = Path(__file__).with_name("figure1.toml")


@dataclass(frozen=True, slots=True)
class Step:
    """One box: ``key`` names it in links (a state of the workflow), ``text`` says what happens."""

    key: str
    name: str
    clause: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of boxes."""

    name: str
    steps: tuple[Step, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow from one step to another, and on which condition.

    Attributes:
        start: Key of a step.
        end: Key of another.
        label: The condition.
        drawn: In the picture, too; one that is not stands in the words only.
        labelled: The picture says the condition, too.
    """

    start: str
    end: str
    label: str = ""
    drawn: bool = True
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """All of it. ``redrawn``: from the words of the standard, not from the workflow of this platform.

    ``note`` is said above the picture.
    """

    stages: tuple[Stage, ...]
    flows: tuple[Flow, ...]
    redrawn: bool = False
    note: str = ""

    @property
    def steps(self) -> dict[str, Step]:
        """The steps by their key, in order."""
        return {step.key: step for stage in self.stages for step in stage.steps}

    def told(self) -> list[tuple[Stage, list[tuple[int, Step, list[tuple[int, Step, str]]]]]]:
        """Return the figure as text: stages of numbered steps, each with the steps that follow it."""
        steps = self.steps
        numbers = {key: number for number, key in enumerate(steps, start=1)}
        after: dict[str, list[tuple[int, Step, str]]] = {key: [] for key in steps}
        for flow in self.flows:
            after[flow.start].append((numbers[flow.end], steps[flow.end], flow.label))
        return [
            (stage, [(numbers[step.key], step, after[step.key]) for step in stage.steps])
            for stage in self.stages
        ]


def current_figure() -> Figure:
    """Return what the workflow says it is, or else figure 1 of the standard."""
    given: Iterable[Figure] = hooks.collect(home_hooks.WORKFLOW_FIGURE)
    return next(iter(given), None) or figure_1()


@cache
def figure_1() -> Figure:
    """Return figure 1 as it was redrawn from the text of the standard."""
    return read(tomllib.loads(FIGURE_1.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> Figure:
    """Return the figure that ``data`` describes.

    Raises:
        ValueError: A link names a step that is not there.
    """
    stages = tuple(
        Stage(each["name"], tuple(Step(**step) for step in each["steps"]), each.get("clause", ""))
        for each in data["stages"]
    )
    flows = tuple(Flow(each["from"], each["to"], each.get("label", "")) for each in data["links"])
    figure = Figure(stages, flows, redrawn=True)
    unknown = {key for flow in flows for key in (flow.start, flow.end)} - figure.steps.keys()
    if unknown:
        raise ValueError(f"links name steps that are not there: {', '.join(sorted(unknown))}")
    return figure
