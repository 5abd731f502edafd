"""The database itself keeps the events: triggers that refuse to change or delete one (clause 6.2).

Only a case for which a ``Purge`` was written may lose its events, in the transaction that removes it by the
rules of retention. Migration 0002 creates the triggers; nothing else does.
"""

from collections.abc import Iterator

TABLE, PURGES = "requests_event", "requests_purge"
ALLOWED = f"EXISTS (SELECT 1 FROM {PURGES} WHERE case_pk = OLD.case_id)"  # noqa: S608 - two constants
NEVER = "events of requests are never changed"
ONLY_BY_RULE = "events of requests are removed by the rules of retention only"


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that create the triggers on a database of this kind."""
    if vendor == "sqlite":
        yield (
            f"CREATE TRIGGER requests_event_no_update BEFORE UPDATE ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
        )
        yield (
            f"CREATE TRIGGER requests_event_no_delete BEFORE DELETE ON {TABLE} WHEN NOT {ALLOWED} "
            f"BEGIN SELECT RAISE(ABORT, '{ONLY_BY_RULE}'); END"
        )
    elif vendor == "postgresql":
        yield (
            "CREATE FUNCTION requests_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN IF {ALLOWED} THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION '{ONLY_BY_RULE}'; END IF; "
            f"RAISE EXCEPTION '{NEVER}'; END $$"
        )
        yield (
            f"CREATE TRIGGER requests_event_kept BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION requests_event_kept()"
        )


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that remove the triggers."""
    if vendor == "sqlite":
        yield "DROP TRIGGER IF EXISTS requests_event_no_update"
        yield "DROP TRIGGER IF EXISTS requests_event_no_delete"
    elif vendor == "postgresql":
        yield f"DROP TRIGGER IF EXISTS requests_event_kept ON {TABLE}"
        yield "DROP FUNCTION IF EXISTS requests_event_kept()"
