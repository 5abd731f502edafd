"""The figure of 4.3.1 is drawn from the table of transitions."""

import pytest
from bs4 import BeautifulSoup

from django.test import Client

from onestop.home.models import ProcessPage
from onestop.home.process.drawing import places, svg
from onestop.home.process.figure import current_figure
from onestop.requests.following.drawn_flow import DRAWN, figure
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.table import TABLE
from onestop.tests.factories.columns import below
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.clause("4.3.1")


def test_every_state_of_the_code_is_in_the_figure_and_the_other_way_round() -> None:
    """4.3.1 ①."""
    assert set(figure().steps) == set(Status.values)
    assert set(DRAWN) <= set(TABLE.rows)


def test_every_step_of_the_table_is_told() -> None:
    told = {(flow.start, flow.end) for flow in figure().flows}
    expected = {(source.value, row.target.value) for row in TABLE.rows.values() for source in row.sources}
    assert told == expected


def test_what_leaves_the_status_as_it_is_stands_in_the_words_alone() -> None:
    """T5a, T5b and T6: who proposes not to accept, who decides, who hands over."""
    loop = next(flow for flow in figure().flows if flow.start == flow.end)
    said = [str(TABLE[name].label) for name in ("propose_refusal", "decline_refusal", "hand_over")]
    assert loop.label == " / ".join(said)
    assert not loop.drawn


def test_nothing_leaves_the_picture() -> None:
    drawn = figure()
    for box in places(drawn).values():
        assert box.x >= 0
        assert box.x + box.width < 701
    picture = svg(drawn)
    for step in drawn.steps.values():
        assert step.name[:2] in picture


@pytest.mark.django_db
def test_without_pictures_the_same_steps_are_read(client: Client) -> None:
    """4.3.1 ②."""
    below(home_page(), ProcessPage(title="服务流程", slug="process"))
    assert current_figure() == figure()
    page = BeautifulSoup(client.get("/process/").content, "html.parser")
    told = page.select_one(".told")
    assert told is not None
    for step in figure().steps.values():
        assert step.name in told.get_text()
    assert "根据标准文本重绘" not in page.get_text()
