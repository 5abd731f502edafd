"""A record made ready for the template: its page, and the large card of an exact match."""

from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.site.look.parts import Action, Link
from onestop.site.prepared import related_rows
from onestop.standards.choices import Degree, RelationKind, StandardClass, Status, TextPolicy
from onestop.standards.models import StandardAttachment, StandardPage
from onestop.standards.naming import kind_line, number_pieces, place_name
from onestop.standards.record import citing
from onestop.standards.record.facts import facts
from onestop.standards.record.loading import Record
from onestop.standards.record.metadata import description, json_ld
from onestop.standards.record.places import Place, places_for
from onestop.standards.record.relations import Related, kind_label, related
from onestop.standards.record.sentence import sentence
from onestop.standards.record.years import years
from onestop.standards.searching.results import Page


class RecordView:
    """What the page of a record prints.

    Args:
        record: the record with what belongs to it.
        url: its full address.
        own: the page that editors fill for a local standard.
    """

    def __init__(self, record: Record, url: str, own: StandardPage | None = None) -> None:
        self.record = record
        self.own = own
        self.standard = record.standard
        self.url = url

    @cached_property
    def sentence(self) -> str:
        """Return the sentence about the status."""
        return sentence(self.record)

    @cached_property
    def state_text(self) -> str:
        """Return the name of the status."""
        return str(Status(self.standard.status).label)

    @cached_property
    def number(self) -> list[str]:
        """Return the number in the pieces between which a line may break."""
        return number_pieces(self.standard.number)

    @cached_property
    def kind(self) -> str:
        """Return class and nature in one line: 哈密市地方标准，推荐性."""
        return kind_line(self.standard)

    @cached_property
    def years(self) -> list[dict[str, Any]]:
        """Return the line of editions."""
        return years(self.record)

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        """Return the three groups of facts."""
        return facts(self.record)

    @cached_property
    def related(self) -> list[tuple[str, list[Related]]]:
        """Return the relations by kind."""
        lines = related(self.record)
        kinds = dict.fromkeys(line.kind for line in lines)
        return [(kind_label(kind), [line for line in lines if line.kind == kind]) for kind in kinds]

    @cached_property
    def adoption(self) -> str:
        """Return how an international standard is adopted, for the stub."""
        return adoption_line(self.record)

    @cached_property
    def citation(self) -> str:
        """Return the citation to copy."""
        return citing.text(self.standard)

    @cached_property
    def styles(self) -> list[Link]:
        """Return the other forms of citation as links to files."""
        return [
            Link(str(style.label), f"?cite={name}")
            for name, style in citing.STYLES.items()
            if name != citing.DEFAULT
        ]

    @cached_property
    def places(self) -> list[Place]:
        """Return where the official text is: the addresses of the record, then the official sites."""
        own = [Place(extra.name or extra.code, extra.code) for extra in self.record.of_kind("link")]
        return [*own, *places_for(self.standard.number, self.standard.standard_class)]

    @cached_property
    def is_readable(self) -> bool:
        """Tell whether the text may be read here."""
        return bool(self.standard.text_policy == TextPolicy.FULL)

    @cached_property
    def attachments(self) -> list[StandardAttachment]:
        """Return the documents that editors offer with a local standard."""
        return related_rows(self.own, "attachments", "document") if self.own else []

    @cached_property
    def description(self) -> str:
        """Return the description for search engines."""
        return description(self.record)

    @cached_property
    def json_ld(self) -> dict[str, Any]:
        """Return the record for machines."""
        return json_ld(self.record, self.url)


def adoption_line(record: Record) -> str:
    """Return which international standard a record adopts and how closely; NEQ is no adoption."""
    edges = (edge for edge in record.outgoing if edge.kind == RelationKind.ADOPTS)
    edge = next((each for each in edges if each.degree not in ("", Degree.NEQ)), None)
    if edge is None:
        return ""
    return _("Adopts %(number)s, %(degree)s") % {
        "number": edge.target_number,
        "degree": Degree(edge.degree).label,
    }


def page_meta(record: Record) -> dict[str, str]:
    """Return the meta tags that public sites give an article."""
    standard = record.standard
    day = standard.updated_at.date().isoformat() if standard.updated_at else ""
    return {
        "ArticleTitle": str(standard),
        **({"PubDate": day} if day else {}),
        "ContentSource": standard.source,
    }


def trail(record: Record) -> list[Link]:
    """Return the way to a record: home, the directory, its class or region, itself."""
    standard = record.standard
    if standard.region:
        above = Link(
            str(_("Local standard of %(region)s") % {"region": place_name(standard.region)}),
            f"/standards/?region={standard.region}",
        )
    else:
        above = Link(
            str(StandardClass(standard.standard_class).label), f"/standards/?class={standard.standard_class}"
        )
    return [
        Link(_("Home"), "/"),
        Link(_("Standards"), "/standards/"),
        above,
        Link(standard.number, "", current=True),
    ]


def card(answer: Page) -> dict[str, Any]:
    """Return what the large card of an exact match prints, in the words of the component ``ticket``."""
    record, row = answer.card, answer.rows[0]
    if record is None:
        raise ValueError("there is no exact match")
    standard = record.standard
    notes = [kind_line(standard), adoption_line(record)]
    return {
        "number": number_pieces(standard.number),
        "title": row.title,
        "url": row.url,
        "state": row.status,
        "state_text": row.status_label,
        "sentence": sentence(record),
        "notes": [note for note in notes if note],
        "years": years(record) if len(record.editions) > 1 else [],
        "action": Action(_("See this standard"), row.url, primary=True),
        "citation": citing.text(standard),
        "place": places_for(standard.number, standard.standard_class)[-1],
        "amendment": _amendment(answer),
    }


def _amendment(answer: Page) -> SafeString | str:
    """Return what is said about the amendment that was asked for (vector 32)."""
    record, asked = answer.card, answer.question.amendment
    if record is None or not asked:
        return ""
    serial = asked.removeprefix("XG").split("-")[0]
    known = next((each for each in answer.amendments if str(each.serial) == serial), None)
    if known is None:
        return _(
            "Amendment No. %(serial)s is not recorded here; please look for it at the official site."
        ) % {"serial": serial}
    return format_html('<a href="{}">{}</a> {}', answer.rows[0].url, known.label, known.summary)
