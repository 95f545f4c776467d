"""The database itself keeps the journal: no UPDATE, no DELETE, no gap and no fork, whoever tries.

An entry is taken only if its sequence follows the last one and it names the hash of that one. Triggers of the
same meaning exist on SQLite and on PostgreSQL; on PostgreSQL TRUNCATE is refused too.

On PostgreSQL one look at all rows of a statement is enough, and keeps COPY quick: each has the entry before it,
and the primary key refuses a second entry of one sequence, so there is neither a gap nor a fork. SQLite, whose
INSERT OR REPLACE would remove a row without asking the trigger on DELETE, is asked before each row.

On PostgreSQL writers begin with journal_lock(): it waits for the other writers, a minute at most, and returns
the end of the journal. Each statement of such a function sees what is committed when it begins, so the end is
that which the last writer left. Plans are kept: one made while a table was small must not read all of it when
it has grown, so whole tables are not read where there is an index. What cannot do without that then looks so
dear that PostgreSQL would compile it, which takes longer than our queries do.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_GENESIS = "0" * 64
_LOCK = 0x506C6564676562  # 'Pledgeb': the advisory lock that writers queue for on PostgreSQL

_SQLITE = (
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: write a correcting entry'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only: write a reversing entry'); END""",
    f"""CREATE TRIGGER journal_follows BEFORE INSERT ON journal
    WHEN NEW.previous IS NOT CASE NEW.seq WHEN 1 THEN '{_GENESIS}'
                             ELSE (SELECT hash FROM journal WHERE seq = NEW.seq - 1) END
      OR EXISTS (SELECT 1 FROM journal WHERE seq >= NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the entry does not follow the last one of the journal'); END""",
)  # fmt: skip

_POSTGRESQL = (
    """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is append-only: write a correcting or reversing entry'; END $$""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    f"""CREATE FUNCTION journal_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (
        SELECT 1 FROM added
        WHERE added.previous IS DISTINCT FROM CASE added.seq WHEN 1 THEN '{_GENESIS}'
                                              ELSE (SELECT hash FROM journal WHERE seq = added.seq - 1) END
      ) THEN
        RAISE EXCEPTION 'the entry does not follow the last one of the journal';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE TRIGGER journal_follows AFTER INSERT ON journal REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION journal_follow()""",
    f"""CREATE FUNCTION journal_lock() RETURNS TABLE (seq bigint, hash varchar, recorded_at timestamptz)
    LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM set_config('lock_timeout', '60s', true), set_config('enable_seqscan', 'off', true),
              set_config('jit', 'off', true);
      PERFORM pg_advisory_xact_lock({_LOCK});
      RETURN QUERY SELECT j.seq, j.hash, j.recorded_at FROM journal AS j ORDER BY j.seq DESC LIMIT 1;
    END $$""",
)  # fmt: skip


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers that the database at hand understands."""
    statements = _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The triggers on the journal. There is no way back: without them the journal proves nothing."""

    dependencies = (("ledger", "0001_tables"),)
    operations = (migrations.RunPython(add_triggers),)
