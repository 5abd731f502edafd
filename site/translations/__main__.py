"""``python -m onestop.site.translations [FOLDER …] [--update]``: the check without starting the site."""

import argparse
import sys

from onestop.site.translations import catalogues, check


def main() -> int:
    """Check, after bringing the catalogues up to date when asked; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", choices=catalogues.APPS, default=list(catalogues.APPS))
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    for app in options.folders if options.update else []:
        added, dropped = check.update(app)
        print(f"{app}: {added} added, {dropped} dropped")  # noqa: T201 - a command line
    faults = list(check.faults(options.folders))
    print("\n".join(faults) or "Translations are complete.")  # noqa: T201 - a command line
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
