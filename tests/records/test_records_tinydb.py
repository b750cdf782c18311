"""TinyDB's tables on this storage do what stock TinyDB's do: ids, results, contents."""

import copy
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from loi_desktop.errors import OutputError, RegisterError
from loi_desktop.records import storage
from loi_desktop.records.table import RegisterDB

KEYS = st.sampled_from("abc")
VALUES = st.one_of(st.integers(0, 3), st.text(max_size=3), st.lists(st.integers(0, 1), max_size=2))
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=3)
IDS = st.lists(st.integers(1, 8), max_size=3)
CONDITION = st.tuples(KEYS, VALUES)
TABLES = st.sampled_from(["records", "Töpfe"])

STEPS = st.one_of(
    st.tuples(st.just("insert"), TABLES, DOCUMENTS),
    st.tuples(st.just("insert_as"), TABLES, DOCUMENTS, st.integers(20, 25)),
    st.tuples(st.just("insert_multiple"), TABLES, st.lists(DOCUMENTS, max_size=3)),
    st.tuples(st.just("update_where"), TABLES, DOCUMENTS, CONDITION),
    st.tuples(st.just("update_ids"), TABLES, DOCUMENTS, IDS),
    st.tuples(st.just("update_all"), TABLES, DOCUMENTS),
    st.tuples(st.just("update_by"), TABLES, KEYS, IDS),
    st.tuples(st.just("upsert"), TABLES, DOCUMENTS, CONDITION),
    st.tuples(st.just("remove_where"), TABLES, CONDITION),
    st.tuples(st.just("remove_ids"), TABLES, IDS),
    st.tuples(st.just("search"), TABLES, CONDITION),
    st.tuples(st.just("truncate"), TABLES),
    st.tuples(st.just("drop"), TABLES),
    st.tuples(st.just("drop_all"), TABLES),
    st.tuples(st.just("reopen"), TABLES),
)


def forget(key):
    def change(document):
        document.pop(key, None)
        document.setdefault("d", []).append(key)

    return change


def do(database, step):
    """What `step` answers: ids, documents, or the kind of refusal."""
    verb, name, *words = copy.deepcopy(step)
    table = database.table(name)
    verbs = {
        "insert": table.insert,
        "insert_as": lambda new, number: table.insert(Document(new, number)),
        "insert_multiple": table.insert_multiple,
        "update_where": lambda new, cond: table.update(new, where(cond[0]) == cond[1]),
        "update_ids": lambda new, ids: table.update(new, doc_ids=ids),
        "update_all": table.update,
        "update_by": lambda key, ids: table.update(forget(key), doc_ids=ids),
        "upsert": lambda new, cond: table.upsert(new, where(cond[0]) == cond[1]),
        "remove_where": lambda cond: table.remove(where(cond[0]) == cond[1]),
        "remove_ids": lambda ids: table.remove(doc_ids=ids),
        "search": lambda cond: table.search(where(cond[0]) == cond[1]),
        "truncate": table.truncate,
        "drop": lambda: database.drop_table(name),
        "drop_all": database.drop_tables,
    }
    try:
        return verbs[verb](*words)
    except (ValueError, KeyError) as error:
        return type(error)


def contents(database):
    tables = {name: database.table(name) for name in database.tables()}
    return {name: {doc.doc_id: dict(doc) for doc in table} for name, table in tables.items() if len(table)}


@pytest.mark.parametrize("rewritten", [False, True], ids=["appended", "rewritten with each write"])
def test_random_programs_end_alike(rewritten, monkeypatch):
    @settings(max_examples=60, deadline=None)
    @given(st.lists(STEPS, max_size=25))
    def run(program):
        with tempfile.TemporaryDirectory() as name:
            memory = MemoryStorage()
            stock, ours = TinyDB(storage=lambda: memory), RegisterDB(Path(name))
            for step in program:
                if step[0] == "reopen":
                    stock, ours = TinyDB(storage=lambda: memory), RegisterDB(Path(name))
                with ours.storage.writing(purge=rewritten):
                    answers = (None, None) if step[0] == "reopen" else (do(stock, step), do(ours, step))
                assert answers[0] == answers[1], step
                assert contents(ours) == contents(stock), step
            again = RegisterDB(Path(name))
            again.storage.look()
            assert contents(again) == contents(stock)

    monkeypatch.setattr(storage, "CHANGES_BYTES", 1000)
    run()


def test_what_was_read_before_a_refused_write_stands(tmp_path, monkeypatch):
    database = RegisterDB(tmp_path)
    with database.storage.writing():
        database.table("records").insert({"a": [1]})

        def refuse(*_args):
            raise OutputError("register.unwritable", folder="")

        monkeypatch.setattr(database.storage.generations, "append", refuse)
        with pytest.raises(OutputError):
            database.table("records").update(lambda document: document["a"].append(2))
        assert database.table("records").all() == [{"a": [1]}]


def test_a_search_made_before_sees_what_others_wrote_since(tmp_path):
    mine, theirs = RegisterDB(tmp_path), RegisterDB(tmp_path)
    table = mine.table("records")
    assert table.search(where("a") == 1) == []
    with theirs.storage.writing():
        theirs.table("records").insert({"a": 1})
    mine.storage.look()
    assert table.search(where("a") == 1) == [{"a": 1}]


def test_nothing_is_written_without_the_lock(tmp_path):
    with pytest.raises(RuntimeError):
        RegisterDB(tmp_path).table("records").insert({})
    assert list(tmp_path.iterdir()) == []


def test_migrations_are_seen_at_once_and_written_with_the_next_write(tmp_path):
    def greeting(tables):
        return {
            name: {number: document | {"hello": True} for number, document in documents.items()}
            for name, documents in tables.items()
        }

    old = RegisterDB(tmp_path)
    with old.storage.writing():
        old.table("records").insert({"a": 1})
    before = (tmp_path / "register-000001.jsonl").read_bytes()
    today = RegisterDB(tmp_path, steps=(greeting,))
    today.storage.look()
    assert today.table("records").all() == [{"a": 1, "hello": True}]
    assert (tmp_path / "register-000001.jsonl").read_bytes() == before

    with old.storage.writing():  # a program of before still writes
        old.table("records").insert({"a": 2})
    today.storage.look()
    assert len(today.table("records").search(where("hello") == True)) == 2  # noqa: E712

    with today.storage.writing():
        today.table("records").insert({"a": 3})
    assert [p.name for p in tmp_path.glob("*.jsonl")] == ["register-000002.jsonl"]
    with pytest.raises(RegisterError, match=r"register\.newer"):
        old.storage.look()
    again = RegisterDB(tmp_path, steps=(greeting,))
    again.storage.look()
    assert [d.get("hello") for d in again.table("records")] == [True, True, None]
