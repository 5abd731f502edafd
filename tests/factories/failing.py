"""What a server may have to live without: a gateway of short messages that raises, a queue that is gone."""

from typing import Any, NoReturn

from django_tasks.backends.base import BaseTaskBackend

from onestop.requests.enterprises.sms import Message


class Gateway:
    """An operator's own gateway with a fault that nobody foresaw."""

    def send(self, message: Message) -> NoReturn:
        """Raise."""
        raise RuntimeError(f"no way to {len(message.text)} characters")


class Tasks(BaseTaskBackend):
    """A queue that takes nothing."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> NoReturn:  # noqa: ARG002 - the interface's
        """Raise."""
        raise ConnectionError("the queue is gone")
