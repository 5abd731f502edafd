"""The state of the search: what ``search_index status`` prints and ``/healthz`` reports."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.db import DatabaseError

from onestop.search import outbox
from onestop.search.building import running_build
from onestop.search.documents import SearchDocument
from onestop.search.engines import Engine, engine_name, get_engine
from onestop.search.exceptions import EngineUnavailable
from onestop.search.registry import documents

MappingState = Literal["current", "changed", "missing", "unknown"]


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """What stands of one document; ``mapping`` is ``unknown`` while the engine cannot be reached."""

    name: str
    index: str
    documents: int
    mapping: MappingState
    unsent: int
    building: bool


def document_status(document: type[SearchDocument], engine: Engine) -> DocumentStatus:
    """Return the state of one document's index."""
    unsent = outbox.unsent(document).count()
    building = running_build(document) is not None
    try:
        state = engine.state(document)
    except EngineUnavailable:
        return DocumentStatus(document.Settings.name, "", 0, "unknown", unsent, building)
    return DocumentStatus(
        document.Settings.name, state.index, state.documents, state.mapping, unsent, building
    )


def report() -> dict[str, Any]:
    """Return the whole state as plain data: ``engine``, ``status``, ``unsent``, ``documents``."""
    engine = get_engine()
    found = [document_status(document, engine) for document in documents()]
    return {
        "engine": engine.name,
        "status": _overall(found),
        "unsent": sum(each.unsent for each in found),
        "documents": [asdict(each) for each in found],
    }


def _overall(found: list[DocumentStatus]) -> str:
    mappings = {each.mapping for each in found}
    for mapping, status in (("unknown", "unavailable"), ("missing", "not built"), ("changed", "outdated")):
        if mapping in mappings:
            return status
    return "ok"


def health() -> dict[str, Any]:
    """Return the entry of ``/healthz``: the engine, its status, how many writes it lacks. Never raises."""
    try:
        whole = report()
    except DatabaseError:
        return {"engine": engine_name(), "status": "unavailable", "unsent": None}
    return {key: whole[key] for key in ("engine", "status", "unsent")}
