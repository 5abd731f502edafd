"""The search documents of the site, by the name of their index."""

from typing import TypeVar

from onestop.search.documents import SearchDocument

DocumentClass = TypeVar("DocumentClass", bound=type[SearchDocument])

_documents: dict[str, type[SearchDocument]] = {}


def register(document: DocumentClass) -> DocumentClass:
    """Class decorator: make a document known. Documents are looked for in each app's ``documents.py``.

    Raises:
        ValueError: if another document has the same ``Settings.name``.
    """
    name = document.Settings.name
    known = _documents.get(name)
    if known is not None and known.__qualname__ != document.__qualname__:
        raise ValueError(f"Two search documents are named {name!r}: {known!r} and {document!r}.")
    _documents[name] = document
    return document


def documents() -> list[type[SearchDocument]]:
    """Return the registered documents, in the order of their names."""
    return [_documents[name] for name in sorted(_documents)]


def get_document(name: str) -> type[SearchDocument]:
    """Return the document whose index is called ``name``.

    Raises:
        LookupError: if there is none.
    """
    try:
        return _documents[name]
    except KeyError:
        raise LookupError(f"No search document is named {name!r}.") from None


def unregister(document: type[SearchDocument]) -> None:
    """Forget a document (for tests)."""
    _documents.pop(document.Settings.name, None)
