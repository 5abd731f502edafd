"""Static files with a hash in their name, compressed; the address of each is worked out once a process."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KnownManifestStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which knows the addresses that it made: one takes 20 µs, a page has a dozen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._urls: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001 - Django's own
        """Return the address of a file, the same until the next deployment, which begins new processes."""
        if name not in self._urls:
            self._urls[name] = super().url(name, force)
        return self._urls[name]
