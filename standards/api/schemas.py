"""What the API answers about standards."""

from datetime import date

from ninja import Field, Schema

from onestop.site.api import PageOf
from onestop.standards.choices import Status


class StatusOut(Schema):
    """A status, for programs and for people."""

    value: str = Field(
        examples=list(Status.values), description="current, upcoming, replaced, withdrawn, unknown"
    )
    label: str


class StandardRow(Schema):
    """A standard in a list."""

    number: str = Field(description="As printed", examples=["GB/T 19012—2019"])
    title: str
    title_en: str
    standard_class: str = Field(alias="class", description="Class, such as national, industry, local")
    status: StatusOut
    issued: date | None
    effective: date | None
    url: str = Field(description="Address of its page")
    match: str | None = Field(
        description="How it matches: exact, edition, part, loose, title, text; null where nothing was ranked"
    )
    highlight: str = Field(
        description="HTML: the title or the sentence that matched, with <mark>; all else is escaped"
    )


class QueryOut(Schema):
    """How the question was understood."""

    text: str
    as_number: str | None = Field(description="The number that was read in it")
    engine: str = Field(
        description="Who answered: elasticsearch, embedded, or database while the engine is away"
    )
    notice: str = Field(description="What the reader should know about the answer; empty if nothing")


class FacetValue(Schema):
    """A value of a facet."""

    value: str
    label: str
    count: int | None = Field(
        description="Results with this value under all other choices; null from the database"
    )


class StandardList(PageOf[StandardRow]):
    """A page of results."""

    query: QueryOut
    facets: dict[str, list[FacetValue]]


class Suggestion(Schema):
    """What somebody may be about to type."""

    number: str
    title: str
    url: str


class RelationOut(Schema):
    """How the standard stands to another one."""

    kind: str = Field(
        description="replaces, replaced_by, adopts, adopted_by, cites, cited_by, amends, amended_by"
    )
    number: str
    title: str
    status: str | None = Field(description="Null where the other one is not in this register")
    url: str | None
    note: str


class AmendmentOut(Schema):
    """An amendment (修改单)."""

    number: str
    issued: date | None
    effective: date | None
    summary: str
    url: str


class ClassOut(Schema):
    """A class of ICS or CCS."""

    code: str
    name: str


class PlaceOut(Schema):
    """An official site."""

    name: str
    url: str


class StandardOut(Schema):
    """The whole record."""

    number: str
    title: str
    title_en: str
    other_titles: list[str]
    other_numbers: list[str]
    standard_class: str = Field(alias="class")
    nature: str
    region: str
    status: StatusOut
    sentence: str = Field(description="The status in one sentence, with the standard to use instead")
    issued: date | None
    effective: date | None
    withdrawn: date | None
    reviewed: date | None
    review_result: str
    ics: list[ClassOut]
    ccs: list[ClassOut]
    issuer: str
    authority: str
    owner: str
    proposer: str
    drafting_organisations: list[str]
    drafters: list[str]
    record_number: str
    announcement: str
    plan_number: str
    scope: str
    industry_chains: list[str]
    text_policy: str
    relations: list[RelationOut]
    amendments: list[AmendmentOut]
    citation: str = Field(description="GB/T 7714—2025")
    official: list[PlaceOut]
    source: str
    source_url: str
    checked: date | None = Field(description="Null: not checked at the official source")
    url: str


class CandidateOut(Schema):
    """A reading of what was asked."""

    number: str
    in_register: bool


class ResolutionOut(Schema):
    """What a written number means."""

    asked: str
    resolved: StandardRow | None
    reason: str = Field(description="exact, edition_in_force, amendment")
    amendments: list[AmendmentOut]
    candidates: list[CandidateOut]


class NotResolvedOut(Schema):
    """A number that is not in the register, with the official places to look."""

    class NotFound(Schema):
        """The error, in the form of every error."""

        code: str
        message: str

    error: NotFound
    candidates: list[CandidateOut]
    places: list[PlaceOut]
