"""Plain values that pages are built from; apps hand them to templates and hooks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A named address; ``current`` marks where the reader is."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A column of links in the footer, or a branch of the site map."""

    title: str
    links: tuple[Link, ...]
    order: int = 100


@dataclass(frozen=True, slots=True)
class Door:
    """A large door under the question box of the home page; the lowest ``order`` stands first.

    Attributes:
        title: What one does there, e.g. 查标准.
        text: One line about it, a promise that holds.
        url: Where it leads.
        icon: Name of a drawing in ``icons.svg``.
        order: Place among the doors.
        accent: Draws the icon in the accent colour.
    """

    title: str
    text: str
    url: str
    icon: str = "document"
    order: int = 100
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button on the page of something; ``primary`` at most once a page."""

    title: str
    url: str
    icon: str = ""
    primary: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True)
class Contact:
    """An office as it may be reached; an unknown part is empty."""

    name: str
    phone: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def dial(self) -> str:
        """Return the ``tel:`` address of the telephone, with digits only."""
        return "tel:" + "".join(
            character for character in self.phone if character.isdigit() or character == "+"
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """Who runs the site, for footer and meta tags. Whatever is empty is not shown.

    Source: 国办发〔2017〕47号; the marks are those that the footer of a public site carries.
    """

    tagline: str = ""
    organiser: Contact = Contact("")
    operator: Contact = Contact("")
    site_code: str = ""
    icp_number: str = ""
    police_number: str = ""
    police_url: str = ""
    mark_url: str = ""
    report_url: str = ""
