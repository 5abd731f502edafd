"""Processor time of this process, its threads, the children that ended, and of an Elasticsearch beside it."""

import os
import resource
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

_USER, _SYSTEM = 13, 14
"""Fields of /proc/PID/stat, counted from 0."""


def processor_seconds() -> float:
    """Return the seconds of processor that were used until now by what answers searches."""
    used = 0.0
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(whose)
        used += usage.ru_utime + usage.ru_stime
    server = _server()
    return used + (_of(server) if server else 0.0)


def _of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[_USER - 2]) + int(fields[_SYSTEM - 2])
    return ticks / os.sysconf("SC_CLK_TCK")


@cache
def _server() -> int | None:
    """Return the process that listens at ELASTICSEARCH_URL, if this machine can tell; else ``None``."""
    port = urlsplit(os.environ.get("ELASTICSEARCH_URL", "")).port
    if port is None or not Path("/proc/net/tcp").exists():
        return None
    listening = {
        row.split()[9]
        for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
        if table.exists()
        for row in table.read_text().splitlines()[1:]
        if row.split()[3] == "0A" and int(row.split()[1].rpartition(":")[2], 16) == port
    }
    wanted = {f"socket:[{inode}]" for inode in listening}
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if wanted & {str(link.readlink()) for link in folder.iterdir()}:
                return int(folder.parent.name)
        except OSError:
            continue  # of somebody else, or gone
    return None
