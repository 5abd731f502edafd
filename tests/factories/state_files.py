"""The files of a state: what was uploaded, what is private, the index of the embedded engine."""

import shutil
from pathlib import Path

from django.conf import settings

from onestop.search.engines import engine_name, get_engine
from onestop.search.engines.elastic.engine import ElasticsearchEngine


def _folders() -> dict[str, Path]:
    """Return the folders of uploads by the name that each has in a copy."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def _indexes() -> Path:
    return Path(settings.DATA_DIR) / "search"


def keep(folder: Path) -> None:
    """Copy the files of now to ``folder``; an index goes without the prefix of this process."""
    for name, origin in _folders().items():
        if origin.exists():
            shutil.copytree(origin, folder / name)
    prefix = f"{settings.SEARCH_INDEX_PREFIX}-"
    for index in _indexes().glob(f"{prefix}*") if engine_name() == "embedded" else ():
        shutil.copytree(index, folder / "search" / index.name.removeprefix(prefix))


def restore(folder: Path) -> None:
    """Put the files of ``folder`` in the place of those of now."""
    for name, target in _folders().items():
        shutil.rmtree(target, ignore_errors=True)
        if (folder / name).exists():
            shutil.copytree(folder / name, target)
    if engine_name() == "embedded":
        remove_indexes()
        for index in (folder / "search").glob("*"):
            shutil.copytree(index, _indexes() / f"{settings.SEARCH_INDEX_PREFIX}-{index.name}")


def remove_indexes() -> None:
    """Remove the indexes of this process, on either engine."""
    engine = get_engine()
    if isinstance(engine, ElasticsearchEngine):
        client = engine.connection.client
        for index in client.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*", expand_wildcards="all"):
            client.indices.delete(index=index)
    shutil.rmtree(_indexes(), ignore_errors=True)
    get_engine.__globals__["_engine"].cache_clear()
