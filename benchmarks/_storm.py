"""Enterprises, offices and institutions that all work on the same cases at once, while the server dies."""

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from typing import IO, Any

from onestop.benchmarks._browser import ANY, Broken, Browser, Page
from onestop.benchmarks._servers import ROOT, free_port, wait_for

NEED, CONTACT, CHECK = "/requests/new/need/", "/requests/new/contact/", "/requests/new/check/"
DESK = "/admin/requests/cases/"
NUMBER = re.compile(r'filing-number[^>]*>([^<]+)<.*?href="(/requests/case/[^"/]+/)"', re.DOTALL)
OFFERED = re.compile(r"/do/(\w+)/")
HUNG_UP = 0.05
"""Seconds after which somebody hangs up who does not wait for the answer."""

PAUSE = 1
"""Seconds before somebody tries again whose line broke."""

GRACE_SECONDS = 60
MOST_WAITING = 3
"""With so many requests under way nobody files another."""

WORKERS = 4
IDLE = ""
OFFICE = {
    "accept": 10,
    "hand_over": 1,
    "begin_matching": 10,
    "propose": 10,
    "serve_ourselves": 2,
    "start": 10,
    "entry": 4,
    "complete": 6,
    "resume": 6,
}
PROVIDER = {
    "take": 20,
    "give_back": 1,
    "start": 10,
    "entry": 4,
    "complete": 6,
    "wait_enterprise": 1,
    "resume": 6,
}
HOLDER = {"consent": 40, "decline": 1, "withdraw": 1, IDLE: 20}
"""Steps that each kind of client takes where they are offered, and how often."""

VALUES: dict[str, dict[str, str]] = {
    "accept": {"item": ANY},
    "hand_over": {"office": ANY, "reason": "企业在那边"},
    "propose": {"provider": ANY, "how_confirmed": "打电话问过", "again": "on"},
    "consent": {"agree": "on", "contact": "on"},
    "give_back": {"reason": "这个月排满了"},
    "wait_enterprise": {"reason": "等企业送样"},
    "withdraw": {"reason": "不需要了"},
    "entry": {"text": "到现场看过，量了三次。"},
    "complete": {
        "result": "检测完成，报告已出。",
        "solved": "yes",
        "report_number": "示例-1",
        "nevertheless": "on",
    },
}
ENDING = frozenset({"complete", "withdraw"})


@dataclass
class Board:
    """What the clients were told, by all of them together: the server must have kept just that."""

    need: dict[str, str]
    filed: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, name: str) -> None:
        """Count something."""
        with self.lock:
            self.seen[name] += 1

    def took(self, number: str, action: str, *, known: bool = True) -> None:
        """Note that a step was answered, or that the line broke over it."""
        with self.lock:
            (self.done if known else self.unknown)[number, action] += 1
            if known and action == "consent":
                self.agreed.append(number)
            for rows in (self.open, self.agreed) if known else ():
                if number in rows:  # to the end: the next ones fall upon it
                    rows.remove(number)
                    rows.extend([number] * (action not in ENDING))

    def file(self, key: str, number: str) -> None:
        """Note that the receipt of a request was seen."""
        with self.lock:
            self.filed[key] = number
            self.open.append(number)

    def pick(self, rows: list[str]) -> str | None:
        """Return a case that others will pick, too: half of the time the one that moved last."""
        with self.lock:
            return random.choice((rows[-1], random.choice(rows))) if rows else None


class Client(threading.Thread):
    """Somebody at a browser, until the board says that it ends."""

    def __init__(self, board: Board, base: str, number: int) -> None:
        super().__init__(daemon=True)
        self.board, self.base, self.number = board, base, number

    def turn(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def run(self) -> None:
        """Do one thing after the other, whatever breaks."""
        while not self.board.ending.is_set():
            try:
                self.turn()
            except Broken:
                self.board.note("broken")
                time.sleep(PAUSE)
            except Exception as error:  # noqa: BLE001 - a client's own fault must fail the whole
                self.board.faults.append(f"client: {error!r}")
                return

    def heed(self, page: Page) -> Page:
        """Count an answer; an error page of the server is a fault."""
        self.board.note(f"{page.status}")
        if page.status >= HTTPStatus.INTERNAL_SERVER_ERROR or page.path.startswith("/accounts/"):
            self.board.faults.append(f"{page.status} at {page.path}")
        return page

    def step(self, browser: Browser, place: str, number: str, able: Mapping[str, int]) -> None:
        """Take one of the steps that the page of a case offers."""
        page = self.heed(browser.get(place))
        offered = [name for name in sorted({IDLE, *OFFERED.findall(page.text)}) if name in able]
        if page.status != HTTPStatus.OK or not offered:
            self.board.note("nothing to do")
            time.sleep(0.05)
            return
        action = random.choices(offered, [able[name] for name in offered])[0]
        if action == IDLE:
            return
        address = f"{place}do/{action}/"
        data = self.heed(browser.get(address)).filled(VALUES.get(action, {}))
        if data is None:
            self.board.note("too late")
            return
        try:
            answer = self.heed(browser.post(address, data))
        except Broken:
            self.board.took(number, action, known=False)
            raise
        if answer.path == address:
            self.board.note("too late" if answer.status == HTTPStatus.CONFLICT else f"refused {action}")
        else:
            self.board.took(number, action)


class Filer(Client):
    """Files requests without an account, and answers what they are asked by the links of the receipts."""

    def __init__(self, board: Board, base: str, number: int) -> None:
        super().__init__(board, base, number)
        self.own: list[tuple[str, str, Browser]] = []
        self._count = count(1)

    def turn(self) -> None:
        """File, or look after one of the own requests."""
        waiting = [each for each in self.own if each[0] in self.board.open]
        if waiting and random.random() < len(waiting) / MOST_WAITING:
            number, link, browser = random.choice(waiting)
            self.step(browser, link, number, HOLDER)
        else:
            self.file(next(self._count))

    def file(self, turn: int) -> None:
        """Go through the form; what breaks is sent again, as it was, until there is an answer."""
        key = f"K{self.number}-{turn}-"
        browser = Browser(self.base, f"10.{self.number}.{turn // 250}.{turn % 250 + 1}")
        self.insist(lambda: browser.get(f"{NEED}?item={self.board.need['item']}"))
        self.board.tried.add(key)
        self.insist(lambda: browser.post(NEED, {**self.board.need, "description": f"{key} 一批瓜干要检测。"}))
        self.insist(lambda: browser.post(CONTACT, self.contact(turn)))
        page = self.insist(lambda: browser.get(CHECK))
        found = re.search(r'name="submission" value="([^"]+)"', page.text)
        if found is None:
            self.board.faults.append(f"{key}: no last screen but {page.path}")
            return
        data = {"submission": found[1]}
        if random.random() < 0.25:
            try:
                browser.post(CHECK, data, HUNG_UP)
            except Broken:
                self.board.note("hung up")
        page = self.insist(lambda: browser.post(CHECK, data))
        receipt = NUMBER.search(page.text)
        if receipt is None:
            self.board.faults.append(f"{key}: no receipt but {page.status} {page.path}")
            return
        self.board.file(key, receipt[1].strip())
        self.own.append((receipt[1].strip(), receipt[2], browser))

    def contact(self, turn: int) -> dict[str, str]:
        """Return the third screen: an enterprise and a telephone that nobody else has."""
        return {
            "enterprise_name": f"示例企业{self.number}",
            "contact_name": "李示例",
            "phone": f"19900{self.number:03d}{turn:03d}",
            "email": f"filer{self.number}@example.org",
            "consent": "on",
        }

    def insist(self, ask: Callable[[], Page]) -> Page:
        """Ask until there is an answer.

        Raises:
            Broken: There was none before the end of everything.
        """
        while True:
            try:
                return self.heed(ask())
            except Broken:
                self.board.note("asked again")
                if self.board.over.wait(PAUSE):
                    raise


class Staff(Client):
    """Somebody with an account who takes what steps there are."""

    def __init__(self, board: Board, base: str, number: int, cookies: Mapping[str, str], role: str) -> None:
        super().__init__(board, base, number)
        self.browser = Browser(base, f"10.{number}.255.1", cookies)
        self.able, self.rows = (PROVIDER, "agreed") if role == "provider" else (OFFICE, "open")

    def turn(self) -> None:
        """Take a step of a case."""
        number = self.board.pick(getattr(self.board, self.rows))
        if number is None:
            time.sleep(0.2)
        else:
            self.step(self.browser, f"{DESK}{number}/", number, self.able)


class Mortal:
    """A gunicorn in a process group of its own, on one port for all its lives.

    Args:
        environment: Variables beside those of this process.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._environment = {**os.environ, **environment, "TRUSTED_PROXIES": "1"}
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``kill`` of the last life

    def start(self) -> None:
        """Bring it to life and wait until it answers."""
        command = [
            *(sys.executable, "-m", "gunicorn", "onestop.site.wsgi", "--bind", f"127.0.0.1:{self.port}"),
            *("--workers", str(WORKERS), "--preload", "--log-level", "error", "--no-control-socket"),
        ]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        wait_for(f"{self.base}{NEED}?item=", self._process)

    def kill(self) -> None:
        """Kill it and all its workers where they stand."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def words(self) -> str:
        """Return the end of what it printed, without a line for each request that was answered."""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").splitlines()
        return "\n".join([line for line in lines if " INFO " not in line][-200:])


def clients_of(
    board: Board, base: str, people: Sequence[tuple[str, dict[str, str]]], size: int
) -> list[Client]:
    """Return ``size`` clients: one for each of ``people`` (role, cookies), the others file."""
    staff: list[Client] = [Staff(board, base, n, cookies, role) for n, (role, cookies) in enumerate(people)]
    return [*staff, *(Filer(board, base, n) for n in range(len(staff), size))]


def rage(
    server: Mortal, clients: Sequence[Client], board: Board, *, seconds: float, kills: int
) -> dict[str, Any]:
    """Let the clients work for ``seconds``, and kill the server ``kills`` times meanwhile.

    The clock stands while it starts again. At the end whoever is still filing gets an answer or gives up.
    """
    times: dict[str, Any] = defaultdict(list)
    began = time.monotonic()
    for client in clients:
        client.start()
    for life in range(kills + 1):
        board.ending.wait(seconds / (kills + 1))
        if life < kills:
            server.kill()
            down = time.monotonic()
            server.start()
            times["down_seconds"].append(round(time.monotonic() - down, 1))
    board.ending.set()
    until = time.monotonic() + GRACE_SECONDS
    for client in clients:
        client.join(max(0.0, until - time.monotonic()))
    board.over.set()
    for client in clients:
        client.join(GRACE_SECONDS)
        if client.is_alive():
            board.faults.append(f"client {client.number} hangs")
    return {**times, "wall_seconds": round(time.monotonic() - began, 1)}
