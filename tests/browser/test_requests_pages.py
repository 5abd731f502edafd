"""Every page and desk of the requests, as whoever works there meets it: axe, windows, keyboard, no script."""

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from django.contrib.auth import get_user_model
from django.db.models import F, Value
from django.db.models.functions import Concat

from onestop.requests.evaluation import sheet, signing
from onestop.requests.evaluation import tokens as evaluations
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import EvaluationInvitation
from onestop.tests.factories.browsers import LOOKS, Open, Visitor
from onestop.tests.factories.requests_addresses import PREFIX, addresses, furnish
from onestop.tests.factories.requests_stages import at_every_stage, number_of
from onestop.tests.factories.requests_world import kept, whole

pytestmark = pytest.mark.browser

DESK = "main"
"""What of a page in the admin is ours to mend."""

PUBLIC = (
    *("board", "figures", "track", "complaint_new", "complaint", "case", "evaluate", "evaluate_paper"),
    *(
        "new",
        "new_need",
        "forgotten",
        "join",
        "invitation",
        "notice",
        "/evaluate/{open}/",
        "/evaluate/{open}/paper/",
    ),
    "/accounts/login/",
)
ROOM = (
    *(
        "my",
        "my_documents",
        "my_evaluations",
        "my_complaints",
        "my_case",
        "my_archive",
        "my_archive_item",
        "my_archive_print",
        "company",
        "people",
        "consents",
    ),
    *("looks", "data", "delete_account", "settings", "contact", "receipt", "new_notice"),
    *(
        "/my/cases/{returned}/",
        "/my/cases/{returned}/do/complete_gaps/",
        "/my/cases/{submitted}/do/withdraw/",
    ),
    *("/my/cases/{consent}/do/consent/", "/my/cases/{serving}/do/message/", "/my/cases/{serving}/"),
    *("/my/cases/{to_evaluate}/",),
    *("/my/cases/{to_evaluate}/do/complained/", "/accounts/sessions/", "/accounts/2fa/", "/accounts/logout/"),
    *("/accounts/2fa/totp/activate/", "/accounts/reauthenticate/", "/accounts/password/change/"),
)
DESKS = {
    "station": (
        *(
            "/admin/",
            "cases_modeladmin_index",
            "case_desk",
            "desk_print",
            "desk_print_record",
            "desk_print_form",
            "serving_report",
        ),
        *(
            "archives_modeladmin_index",
            "archive",
            "archive_item",
            "archive_take",
            "write_down",
            "licences",
            "told",
        ),
        *("complaint_write_down", "dispute_modeladmin_index"),
        *("callback_modeladmin_index", "evaluation_modeladmin_index", "evaluation_modeladmin_inspect"),
        *("rectification_modeladmin_index", "rectification_modeladmin_inspect"),
        *("enterprises_modeladmin_index", "enterprises_modeladmin_inspect", "enterprises_modeladmin_history"),
        *("{submitted}/do/accept/", "{submitted}/do/hand_over/", "{submitted}/do/propose_refusal/"),
        *("{matching}/", "{matching}/do/propose/", "{to_evaluate}/do/paper_entered/", "/accounts/pledge/"),
    ),
    "agent": (
        *("/admin/", "complaint_modeladmin_index", "notification_modeladmin_index", "texts", "text"),
        *("other_share", "archive_gaps", "slapolicy_modeladmin_index", "slapolicy_modeladmin_inspect"),
    ),
    "head": (
        *(
            "/admin/",
            "{escalated}/",
            "{escalated}/do/rematch/",
            "merge",
            "next_version",
            "archives_modeladmin_edit",
        ),
        *("calendarday_modeladmin_index", "calendarday_modeladmin_create", "notices_modeladmin_index"),
        *("notices_modeladmin_create", "notices_modeladmin_inspect", "looks_modeladmin_index"),
        *("complaint_modeladmin_inspect", "enterprises_modeladmin_edit"),
        *("complaint_desk", "dispute_modeladmin_index", "dispute_modeladmin_inspect"),
    ),
    "supervisor": ("/admin/", "case_desk", "archive", "cases_modeladmin_index", "{serving}/do/supervised/"),
    "provider": (
        *("/admin/", "cases_modeladmin_index", "{serving}/", "{serving}/do/entry/", "{serving}/do/step/"),
        *("{serving}/do/complete/", "{serving}/do/result/", "dispute_modeladmin_index"),
    ),
    "expert": ("/admin/", "cases_modeladmin_index", "{expert}/", "{expert}/do/answer/"),
    "outlet": ("/admin/", "cases_modeladmin_index", "write_down"),
}
STATUSES = (
    *("submitted", "returned", "matching", "consent", "serving", "escalated", "expert", "to_evaluate"),
)
OTHER = {"evaluate": 410, "evaluate_paper": 410, "invitation": 404}
"""Pages that answer so, and are looked at all the same."""

SMALL = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
    .map(e => [e, (/checkbox|radio/.test(e.type) ? e.labels?.[0] ?? e : e).getBoundingClientRect()])
    .filter(([e, box]) => box.height && box.height < 43.5 && !e.closest('.searchbox, p, dd, td, .prose'))
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} is ${box.height} px high`)"""
UNREACHABLE = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
    .filter(e => { e.focus(); return e.tabIndex !== 0 || document.activeElement !== e; })
    .map(e => `no key reaches ${e.outerHTML.slice(0, 90)}`)"""
TARGETS = "main :is(.button, button, input:not([type=hidden]), select, textarea, summary)"
SENT_BY = "main details:has(form button) > summary, main form :is([type=submit], button:not([type=button]))"
"""What sends a form without a script, or opens what asks once more before."""

ACTIONS = "main :is(a.button, button, [type=submit])"


def fill() -> None:
    """Make a case that went the whole way, one at every stage, and an account of every role."""
    taken = get_user_model().objects.filter(username__in=("admin", "editor", "auditor"))
    taken.update(username=Concat(Value("first-"), F("username")))
    world = whole()
    furnish(world)
    at_every_stage(world)


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    """Return what makes all there is to look at."""
    return fill


@pytest.fixture
def address(site: str) -> Callable[[str], str]:
    """Return a function that makes the path of a name or of a pattern."""
    del site
    known = addresses(kept())
    numbers = {status: number_of(status) for status in STATUSES}
    invitation = EvaluationInvitation.objects.get(case__number=numbers["to_evaluate"], is_main=True)
    words = {**numbers, "open": evaluations.make(invitation)}

    def path(name: str) -> str:
        if "{" not in name and "/" not in name:
            return known[PREFIX + name]
        return ("" if name.startswith("/") else "/admin/requests/cases/") + name.format(**words)

    return path


def look(visitor: Visitor, names: tuple[str, ...], address: Callable[[str], str], part: str) -> str:
    """Return what is wrong with the pages, a line each."""
    found = []
    visitor.page.emulate_media(reduced_motion="reduce")
    for name in names:
        status = visitor.open(address(name)).status
        faults = [] if status == OTHER.get(name, 200) else [f"answers {status}"]
        faults += visitor.page.evaluate(UNREACHABLE, ACTIONS)
        if part == DESK:  # axe cannot decide about Wagtail's select fields, nor about what is scrolled away
            faults += [each for each in visitor.faults(part, LOOKS[::3]) if ": incomplete:" not in each]
        else:
            faults += [*visitor.faults(part), *visitor.page.evaluate(SMALL, TARGETS)]
        found += [f"{name} {fault}" for fault in faults]
    return "\n".join(found)


def test_every_public_page_is_for_everybody(visit: Open, address: Callable[[str], str]) -> None:
    assert look(visit(), PUBLIC, address, "html") == ""


def test_every_page_of_the_room_is_for_everybody(visit: Open, address: Callable[[str], str]) -> None:
    assert look(visit(as_user="own"), ROOM, address, "html") == ""


@pytest.mark.parametrize("role", DESKS)
def test_every_desk_is_for_everybody(visit: Open, address: Callable[[str], str], role: str) -> None:
    assert look(visit(as_user=role), DESKS[role], address, DESK) == ""


def plain(text: str) -> str:
    """Return a text without white space, its signs as one writes them: a PDF may name look-alikes."""
    return unicodedata.normalize("NFKC", "".join(text.split())).replace("⻅", "见")


def form_behind(url: str) -> str:
    """Return the half of table A.1 that the link of an invitation leads to."""
    found = evaluations.find(url.split("/evaluate/")[1].split("/", maxsplit=1)[0])
    assert found is not None
    return found.form


@pytest.mark.clause("A")
def test_a_signature_is_drawn_with_the_mouse_and_the_sheet_on_paper_has_the_words_of_the_standard(
    visit: Open, address: Callable[[str], str]
) -> None:
    visitor = visit(390)
    page = visitor.page
    visitor.open(address("/evaluate/{open}/"))
    pad, kept = page.locator("canvas"), page.locator("input[name=drawing]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 90, steps=20)
    page.mouse.up()
    expect(page.get_by_role("button", name="重新签名")).to_be_visible()
    assert signing.read(kept.input_value())
    page.get_by_role("button", name="重新签名").click()
    assert kept.input_value() == ""
    page.goto(page.url + "paper/")
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    annex, form = annex_a(), form_behind(page.url)
    wanted = [annex.number_heading, annex.level_heading, annex.words, annex.enterprise, annex.signature]
    wanted += [
        row.question + "".join(f"（）{answer}" for answer, _chosen in row.answers) for row in sheet.rows(form)
    ]
    printed = plain(paper.pages[0].extract_text())
    assert [words for words in wanted if plain(words) not in printed] == []
    assert plain(annex.date) in printed
    assert len(paper.pages) == 1


def test_every_page_of_a_printed_archive_says_who_took_it(visit: Open, address: Callable[[str], str]) -> None:
    visitor = visit()
    visitor.sign_in("own")
    visitor.open(address("my_archive_print"))
    paper = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) > 1
    assert [page for page in paper.pages if "不得外传" not in page.extract_text()] == []


def test_public_pages_and_the_room_do_without_a_script(visit: Open, address: Callable[[str], str]) -> None:
    """Whatever can be pressed with a script can be pressed without one, but for printing and copying."""
    missing = {}
    for names, who in ((PUBLIC, None), (ROOM, "own")):
        visitor = visit(390, javascript=False, as_user=who)
        for name in names:
            visitor.open(address(name))
            html = visitor.page.content()
            shown = re.findall(r"<form[^>]*method=\"post\"", html)
            if shown and not visitor.page.locator(SENT_BY).first.is_visible():
                missing[name] = "its form cannot be sent"
    assert missing == {}
