"""``manage.py search_index build | update | status | catch-up``."""

import json
from argparse import ArgumentParser
from typing import Any

from tqdm import tqdm

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from onestop.search import building, outbox, status
from onestop.search.documents import SearchDocument
from onestop.search.engines import get_engine
from onestop.search.exceptions import BuildRunning, EngineUnavailable
from onestop.search.registry import documents, get_document


class Command(BaseCommand):
    help = "Builds, updates, describes and catches up the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        build = actions.add_parser("build", help="build anew beside the live index, then switch")
        update = actions.add_parser(
            "update", help="build what is missing or has a changed mapping, send the rest"
        )
        for action in (build, update):
            action.add_argument("names", nargs="*", metavar="DOCUMENT", help="all when none is named")
        report = actions.add_parser("status", help="engine, documents, unsent writes, state of the mapping")
        report.add_argument("--json", action="store_true", help="one JSON object")
        actions.add_parser("catch-up", help="send the writes that the engine has not got")

    def handle(self, *_args: Any, **options: Any) -> None:
        action = getattr(self, f"_{options['action'].replace('-', '_')}")
        try:
            action(options)
        except (BuildRunning, EngineUnavailable) as error:
            raise CommandError(
                _("The search index cannot be changed now: %(reason)s") % {"reason": error}
            ) from error

    def _chosen(self, options: dict[str, Any]) -> list[type[SearchDocument]]:
        try:
            return [get_document(name) for name in options["names"]] or documents()
        except LookupError as error:
            known = ", ".join(document.Settings.name for document in documents())
            raise CommandError(
                _("%(error)s Known: %(known)s") % {"error": error.args[0], "known": known}
            ) from error

    def _build(self, options: dict[str, Any]) -> None:
        for document in self._chosen(options):
            self._build_one(document)

    def _build_one(self, document: type[SearchDocument]) -> None:
        total = document.get_queryset().count()
        tqdm.monitor_interval = 0  # its thread would be in the way of the workers that are forked
        with tqdm(total=total, desc=document.Settings.name, unit="", disable=None) as bar:
            result = building.build(document, get_engine(), bar.update)
        self.stdout.write(
            _("%(name)s: %(documents)d documents in %(index)s, %(repeated)d changed meanwhile")
            % {
                "name": document.Settings.name,
                "documents": result.documents,
                "index": result.index,
                "repeated": result.repeated,
            }
        )

    def _update(self, options: dict[str, Any]) -> None:
        engine = get_engine()
        for document in self._chosen(options):
            if engine.state(document).mapping == "current":
                sent = outbox.drain(document)
                self.stdout.write(
                    _("%(name)s: up to date, %(sent)d writes sent")
                    % {"name": document.Settings.name, "sent": sent}
                )
            else:
                self._build_one(document)

    def _catch_up(self, _options: dict[str, Any]) -> None:
        sent = outbox.catch_up()
        left = outbox.unsent().count()
        self.stdout.write(_("%(sent)d writes sent, %(left)d left") % {"sent": sent, "left": left})

    def _status(self, options: dict[str, Any]) -> None:
        report = status.report()
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(
            _("Engine %(engine)s: %(status)s, %(unsent)d writes unsent")
            % {key: report[key] for key in ("engine", "status", "unsent")}
        )
        line = _("%(name)s: %(documents)d documents, mapping %(mapping)s, %(unsent)d unsent, index %(index)s")
        for entry in report["documents"]:
            self.stdout.write(line % entry)
