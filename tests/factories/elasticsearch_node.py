"""A real Elasticsearch node for a test, started and ended through ``deploy/elasticsearch-node/run.sh``."""

import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import onestop

SCRIPT = Path(onestop.__file__).parent / "deploy" / "elasticsearch-node" / "run.sh"


def missing_tools() -> str:
    """Say why a node cannot be started here.

    Returns:
        The missing programs, as text for a skip; empty if there are none.
    """
    return ", ".join(tool for tool in ("java", "mvn", "flock") if which(tool) is None)


def run_script(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``run.sh`` to its end.

    Args:
        *arguments: Its options.
        environment: Variables to set on top of this process's own.

    Returns:
        What it printed and its exit code.
    """
    return subprocess.run(
        ["/bin/bash", str(SCRIPT), *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@dataclass
class Node:
    """A node of one's own, on a free port, its data in ``folder``; it can be killed and started again."""

    folder: Path
    url: str = field(default="", init=False)

    @property
    def pid_file(self) -> Path:
        """Where the script keeps the process id."""
        return self.folder / "node.pid"

    @property
    def pid(self) -> int:
        """The process id of the running node."""
        return int(self.pid_file.read_text())

    def start(self) -> None:
        """Start it and wait until it can be used.

        Raises:
            RuntimeError: It did not start; the message holds the end of its log.
        """
        environment = {
            "ES_PORT": str(urlsplit(self.url).port or 0),  # started again, it has the address it had
            "ES_HOST": "127.0.0.1",
            "ES_DATA": str(self.folder / "data"),
            "ES_HEAP": "512m",
            "ES_FAST_START": "1",
        }
        done = run_script("--daemon", "--pid-file", str(self.pid_file), environment=environment)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        self.url = done.stdout.strip()

    def kill(self) -> None:
        """End it the way a power cut does: no warning, nothing written any more."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        self.stop()  # waits until the process is gone and removes the pid file

    def stop(self) -> None:
        """End it properly; does nothing if it does not run."""
        run_script("--stop", "--pid-file", str(self.pid_file))
