"""``run.sh`` says in one clear sentence why it starts no node, and never touches what is not its own."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from onestop.tests.factories.elasticsearch_node import Node, missing_tools, run_script


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ES_HOST": "0.0.0.0"}, "only listens on 127.0.0.1"),  # noqa: S104
        ({"ES_HOST": "example.org"}, "only listens on 127.0.0.1"),
        ({"ES_PORT": "http"}, "ES_PORT is 'http'"),
        ({"ES_PORT": "65536"}, "ES_PORT is '65536'"),
        ({"ES_PORT": "0", "ES_DATA": ""}, "ES_PORT=0 needs ES_DATA"),
        ({"ES_HEAP": "much"}, "write it like 512m or 2g"),
        ({"ES_FAST_START": "yes"}, "it is 1 or 0"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(environment: dict[str, str], sentence: str) -> None:
    done = run_script("--build-only", environment=environment)
    assert done.returncode == 1
    assert sentence in done.stderr


def test_an_unknown_option_is_refused_with_the_usage() -> None:
    done = run_script("--deamon")
    assert done.returncode == 1
    assert "unknown option '--deamon'" in done.stderr
    assert "Usage: run.sh" in done.stderr


def tools(folder: Path, *names: str) -> str:
    """Make a PATH on which only the named programs are found.

    Args:
        folder: Where to make it.
        *names: Programs of this machine.

    Returns:
        The value of PATH.
    """
    for name in names:
        real = subprocess.run(
            ["/bin/bash", "-c", f"command -v {name}"], capture_output=True, text=True, check=True
        )
        (folder / name).symlink_to(real.stdout.strip())
    return str(folder)


def test_a_missing_java_is_named_with_what_to_install(tmp_path: Path) -> None:
    done = run_script("--build-only", environment={"PATH": tools(tmp_path, "dirname"), "JAVA_HOME": ""})
    assert done.returncode == 1
    assert "Java is missing. Install a JDK 17" in done.stderr


def test_a_java_home_without_java_is_named(tmp_path: Path) -> None:
    done = run_script("--build-only", environment={"JAVA_HOME": str(tmp_path)})
    assert done.returncode == 1
    assert f"JAVA_HOME is '{tmp_path}'" in done.stderr


def test_stopping_what_does_not_run_is_no_error(tmp_path: Path) -> None:
    done = run_script("--stop", "--pid-file", str(tmp_path / "none.pid"))
    assert done.returncode == 0
    assert "no node to stop" in done.stderr


def test_a_pid_file_that_names_another_program_does_not_get_it_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "other.pid"
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        pid_file.write_text(str(other.pid))
        done = run_script("--stop", "--pid-file", str(pid_file))
        still_alive = other.poll() is None
        other.kill()
    assert still_alive
    assert "no node to stop" in done.stderr
    assert not pid_file.exists()


@pytest.mark.elasticsearch
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        environment = {"ES_PORT": port, "ES_DATA": str(tmp_path / "data"), "ES_HEAP": "512m"}
        done = run_script("--daemon", "--pid-file", str(tmp_path / "pid"), environment=environment)
    assert done.returncode == 1
    assert f"port {port} is in use" in done.stderr


@pytest.mark.elasticsearch
def test_a_second_start_with_the_same_pid_file_is_refused_and_the_first_lives_on(own_node: Node) -> None:
    pid = own_node.pid
    with pytest.raises(RuntimeError, match="runs already"):
        own_node.start()
    assert own_node.pid == pid


@pytest.mark.elasticsearch
def test_a_node_that_cannot_start_fails_with_the_end_of_its_log(own_node: Node, tmp_path: Path) -> None:
    # Two nodes cannot share a data folder: Elasticsearch refuses the second one.
    environment = {
        "ES_PORT": "0",
        "ES_DATA": str(own_node.folder / "data"),
        "ES_HEAP": "512m",
        "ES_FAST_START": "1",
    }
    pid_file = tmp_path / "second.pid"
    done = run_script("--daemon", "--pid-file", str(pid_file), environment=environment)
    assert done.returncode == 1
    assert "the node ended by itself" in done.stderr
    assert "node.lock" in done.stderr
    assert not pid_file.exists()


@pytest.mark.elasticsearch
def test_a_stopped_node_leaves_neither_process_nor_pid_file(own_node: Node) -> None:
    pid = own_node.pid
    own_node.stop()
    assert not own_node.pid_file.exists()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(own_node.url.rpartition(":")[2])), timeout=5)
    assert not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/cmdline").read_bytes()
