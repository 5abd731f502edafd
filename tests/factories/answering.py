"""A web server on this machine that answers as a test wants."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answering:
    """Answers ``/404`` with 404, ``/slow`` after a while, ``/moved`` with a redirect to ``/200``.

    ``/loop`` redirects to itself, ``/mail`` to no page; ``/endless`` never ends its body, ``/drip``
    its headers.

    Attributes:
        base: Its address.
        most: The largest number of requests that it had at the same time.
    """

    base: str = ""
    most: int = 0
    now: int = 0
    wait: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def answering(wait: float = 0.0, slow: float = 3.0) -> Iterator[Answering]:
    """Run the server; every answer takes ``wait`` seconds, the one to ``/slow`` takes ``slow``."""
    state = Answering(wait=wait)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with state.lock:
                state.now += 1
                state.most = max(state.most, state.now)
            time.sleep(slow if self.path == "/slow" else state.wait)
            with state.lock:
                state.now -= 1
            name = self.path.split("/")[1]
            away = {"moved": f"{state.base}/200", "loop": f"{state.base}/loop", "mail": "mailto:a@b"}.get(
                name
            )
            status = 302 if away else int(name) if name.isdigit() else 200
            try:
                self.send_response(status)
                if away:
                    self.send_header("Location", away)
                if name in {"endless", "drip"}:
                    self.flow(b"x" if name == "endless" else b"X-More: more\r\n")
                self.send_header("Content-Length", "0")
                self.end_headers()
            except OSError:
                pass  # who asked has gone

        def flow(self, piece: bytes) -> None:
            if piece == b"x":
                self.end_headers()
            self.flush_headers()
            while True:
                self.wfile.write(piece)
                time.sleep(0.1)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
