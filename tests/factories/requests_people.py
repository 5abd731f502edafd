"""The people of a request, each in a browser of its own, and the network that they work in."""

from dataclasses import dataclass, field
from typing import Any

from onestop.catalogue.organisations.choices import Post
from onestop.catalogue.organisations.models import Organisation
from onestop.requests.filing import demo
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make
from onestop.tests.factories.browsers import Open, Visitor
from onestop.tests.factories.experts import make_expert
from onestop.tests.factories.requests_matching import laboratory, testing_item
from onestop.tests.factories.requests_way import do, photograph

LAB, SECOND_LAB = "示例检测所", "示例第二检测所"
COOPERATIVE = "示例甜瓜合作社"


def fill() -> None:
    """Make an item of testing, two laboratories, an expert, an enterprise, and accounts of every role."""
    testing_item()
    centre, station = (Organisation.objects.get(kind=kind) for kind in ("centre", "station"))
    network.certificate(centre)
    laboratory(LAB, username="provider")
    laboratory(SECOND_LAB, username="second-provider")
    demo.load(lambda _line: None)
    network.account("station", roles.STATION_HEAD, station, Post.STATION_HEAD)
    network.account("window", roles.WINDOW, station)
    network.account("agent", roles.CENTRE_AGENT, centre, Post.PROFESSIONAL)
    network.account("other-agent", roles.CENTRE_AGENT, centre, Post.PROFESSIONAL)
    network.account("head", roles.CENTRE_HEAD, centre, Post.CENTRE_HEAD)
    network.account("supervisor", roles.SUPERVISOR)
    asked = make_expert()
    asked.user = network.account("expert", roles.EXPERT)
    asked.save()
    make.member("enterprise", make.enterprise(COOPERATIVE))


@dataclass
class People:
    """Who takes part; a browser is opened when somebody is first needed.

    Attributes:
        visit: Opens a browser.
        enterprise: The enterprise, on a phone.
        link: The page of the case for the enterprise.
    """

    visit: Open
    enterprise: Visitor
    staff: dict[str, Visitor] = field(default_factory=dict)
    number: str = ""
    link: str = ""

    def of(self, who: str) -> Visitor:
        """Return the browser of somebody of the staff."""
        if who not in self.staff:
            self.staff[who] = self.visit(as_user=who)
        return self.staff[who]

    @property
    def desk(self) -> str:
        """Return the path of the staff's page of the case."""
        return f"/admin/requests/cases/{self.number}/"

    def act(self, who: str, action: str, **values: Any) -> None:
        """Let somebody of the staff take a step."""
        do(self.of(who), self.desk, action, **values)

    def answer(self, action: str, **values: Any) -> None:
        """Let the enterprise take a step, on its page."""
        do(self.enterprise, self.link, action, **values)

    def may_open(self, who: str) -> bool:
        """Tell whether the page of the case is there for somebody of the staff."""
        return self.of(who).open(self.desk).status == 200

    def look(self, who: str, name: str, path: str = "") -> None:
        """Keep a picture of somebody's desk (``path``; the case when left out)."""
        photograph(self.of(who), name, path or self.desk)

    @property
    def case(self) -> ServiceRequest:
        """Return the case as it stands."""
        return ServiceRequest.objects.get(number=self.number)

    @property
    def status(self) -> str:
        """Return where the case is."""
        return self.case.status

    def received(self) -> None:
        """Read number and link off the receipt that is open in the enterprise's browser."""
        page = self.enterprise.page
        self.number = page.locator(".filing-number").inner_text().strip()
        link = page.locator("a[href*='/requests/case/']").first.get_attribute("href") or ""
        self.link = "/" + link.removeprefix(self.enterprise.base).lstrip("/")
