"""``make bench``: every measurement, one after the other, each with the lines it prints itself."""

import argparse
import subprocess
import sys
from pathlib import Path

RELEVANCE = {"numbers": ["number_variants.csv"], "titles": ["title_variants.csv"]}
"""The questions of ``benchmarks.relevance`` by kind, and the file each takes from the folder given."""


def commands(rows: int, relevance: Path | None) -> list[list[str]]:
    """Return the arguments of ``python -m`` for each measurement that can be made."""
    found = [["benchmarks.pages"], ["benchmarks.scale", "--rows", str(rows)]]
    for kind, names in RELEVANCE.items():
        files = [relevance / name for name in names] if relevance else []
        if files and all(file.exists() for file in files):
            found.append(["benchmarks.relevance", kind, *map(str, files)])
    return found


def main() -> int:
    """Run them all, also after a failure; return 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000, help="records of the scale measurement")
    parser.add_argument("--relevance", type=Path, help="folder of number_variants.csv, title_variants.csv")
    options = parser.parse_args()
    failed = 0
    for arguments in commands(options.rows, options.relevance):
        print(f"# {' '.join(arguments)}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", *arguments], check=False).returncode
    if not options.relevance:
        print("# relevance: not measured; name a folder of questions: make bench RELEVANCE=folder")
    return int(failed != 0)


if __name__ == "__main__":
    sys.exit(main())
