"""What an engine can do. The two implementations share requests, ordering and the query language."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from onestop.search.documents import SearchDocument, Source
from onestop.search.requesting import Request, Response

MappingState = Literal["current", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class IndexState:
    """The live index of a document: its name or folder, its documents, and whether its mapping is ours."""

    index: str
    documents: int
    mapping: MappingState


class Builder(Protocol):
    """An index being built beside the live one. Nothing reads it before ``publish``."""

    @property
    def index(self) -> str:
        """Name or folder of the new index."""

    def add(self, batch: Any) -> None:
        """Add documents that are not in the new index yet, as ``Engine.pack`` made them."""

    def finish(self) -> None:
        """Make everything added durable and searchable: the slow part, while writers go on."""

    def replace(self, sources: Sequence[Source], deleted: Iterable[int]) -> None:
        """Put the changes of the meantime into the new index."""

    def publish(self) -> None:
        """Make the new index the live one in one step and remove what came before."""

    def discard(self) -> None:
        """Throw the new index away."""


class Engine(Protocol):
    """One engine. Every method raises ``EngineUnavailable`` when it cannot be reached or has no index."""

    name: str

    def search(self, request: Request) -> Response:
        """Answer one request."""

    def multi_search(self, requests: Sequence[Request]) -> list[Response]:
        """Answer several requests, in one round trip where there is one."""

    def write(
        self, document: type[SearchDocument], sources: Sequence[Source], deleted: Iterable[int]
    ) -> None:
        """Put ``sources`` in place of what the live index has, take ``deleted`` out; searchable on return."""

    @staticmethod
    def pack(sources: list[Source]) -> Sized:
        """Return a batch as ``Builder.add`` takes it; this is called in the process that read the batch."""

    def builder(self, document: type[SearchDocument]) -> Builder:
        """Begin a new index; what earlier builds left behind is removed."""

    def state(self, document: type[SearchDocument]) -> IndexState:
        """Describe the live index."""
