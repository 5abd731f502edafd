"""What pyproject.toml cannot say: the list of packages, and that a wheel carries compiled translations.

The repository root is the package ``onestop``, and ``site`` and ``requests`` have no ``__init__.py``
(docs/decisions/0001-package-layout.md), so setuptools' own discovery finds neither names nor folders.
"""

from pathlib import Path

import polib
from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

APPS = ("site", "search", "standards", "catalogue", "home", "requests")


class BuildWithTranslations(build_py):
    """Copy the packages, then write the ``.mo`` of every ``.po``: they are built, never committed."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Leave this file, which the root folder also holds, out of the package."""
        return [found for found in super().find_package_modules(package, package_dir) if found[1] != "setup"]

    def run(self) -> None:
        """Run the copy and compile what was copied; an editable install copies nothing."""
        super().run()
        if self.editable_mode:
            return
        for source in Path(self.build_lib).rglob("*.po"):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))


included = [pattern for app in APPS for pattern in (app, f"{app}.*")]
packages = find_namespace_packages(include=included, exclude=["*.__pycache__", "*.__pycache__.*"])

setup(
    packages=["onestop", *(f"onestop.{name}" for name in packages)],
    package_dir={"onestop": "."},
    package_data={f"onestop.{name}": ["*"] for name in packages},
    include_package_data=False,
    cmdclass={"build_py": BuildWithTranslations},
)
