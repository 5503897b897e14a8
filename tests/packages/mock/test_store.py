import json
import sqlite3
from datetime import timedelta

import pytest
from toolzz_cal_mock.clock import Clock, Dice
from toolzz_cal_mock.store import VERSION, Store, StoreError
from toolzz_cal_mock.world.base import World

from tests.support.states import again
from tests.support.stub_inside import NOW


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.db"


def world(now=NOW):
    """A world with two tables."""
    made = World(Clock(now, running=False), Dice(1))
    made.put("users", 31790, {"id": 31790, "name": "Leo Souza"})
    for number in range(3):
        made.put("bookings", f"uid{number}", {"uid": f"uid{number}", "n": number, "at": None})
    return made


def stored(path, change):
    """A world whose change was committed, and whose process then died."""
    made = world()
    store = Store(path, made)
    change(made)
    store.commit()
    store._database.close()
    return made


class TestKeeping:
    """What is in the file is what was in the world."""

    def test_the_first_start_writes_all_there_is(self, path):
        """And says that nothing was restored; the next start restores it."""
        made = world()
        store = Store(path, made)
        assert store.restored is False
        store.close()
        assert made.tables == again(path).tables

    def test_keys_keep_their_types_and_rows_their_order(self, path):
        """A number stays a number; a changed row keeps its place, a deleted and new one goes to the end."""

        def change(made):
            made.put("bookings", "uid0", {"uid": "uid0", "n": 7, "at": {"deep": ["é", 1.5, True]}})
            made.remove("bookings", "uid1")
            made.put("bookings", "uid1", {"uid": "uid1"})
            made.put("users", 31791, {"id": 31791})

        made = stored(path, change)
        found = again(path).tables
        assert made.tables == found
        assert list(found["bookings"]) == ["uid0", "uid2", "uid1"]
        assert list(found["users"]) == [31790, 31791]

    def test_a_row_that_came_and_went_within_a_request(self, path):
        """It leaves nothing."""

        def change(made):
            made.put("bookings", "x", {"uid": "x"})
            made.remove("bookings", "x")
            made.remove("bookings", "uid2")

        stored(path, change)
        assert list(again(path).tables["bookings"]) == ["uid0", "uid1"]

    def test_the_dice_go_on(self, path):
        """Nothing is given twice after a restart."""
        given = []

        def change(made):
            given.extend([made.dice.number("booking"), made.dice.text()])
            made.put("bookings", "new", {"uid": given[1]})

        made = stored(path, change)
        found = again(path)
        assert (made.dice.number("booking"), made.dice.text()) == (found.dice.number("booking"), found.dice.text())

    def test_numbers_go_on_where_nothing_else_was_diced(self, path):
        """A row that is only numbered does not get the number of another after a restart."""
        given = []

        def change(made):
            given.extend(made.dice.number("schedule") for _ in range(3))
            made.put("schedules", given[-1], {"id": given[-1]})

        stored(path, change)
        assert 1004 == again(path).dice.number("schedule")
        assert [1001, 1002, 1003] == given

    def test_the_dice_are_written_in_full_only_when_they_turned_over(self, path):
        """What a text uses up of them is a number; their many words stand by themselves."""
        made = world()
        store = Store(path, made)
        written = []
        store._database.set_trace_callback(written.append)
        for number in range(40):
            made.put("bookings", f"more{number}", {"uid": made.dice.text(length=10)})
            store.commit()
        store._database.close()
        # New dice turn over at first. Each letter takes two of 624 words, so 40 texts of 10 letters use them up once.
        assert 2 == len([each for each in written if "'words'" in each])
        assert 40 == len([each for each in written if "'dice'" in each])
        assert made.dice.text() == again(path).dice.text()

    def test_a_stopped_clock_stands_where_it_stood(self, path):
        """Also when only the clock was moved."""
        found = again_clock(path, lambda clock: clock.advance(timedelta(days=2)))
        assert (found.now(), found.running) == (NOW + timedelta(days=2), False)

    def test_a_running_clock_runs_on_from_there(self, path):
        """From the last write, not from the time of the new start."""

        def change(clock):
            clock.running = True

        found = again_clock(path, change)
        assert found.running is True
        assert NOW <= found.now() < NOW + timedelta(minutes=5)

    def test_a_real_clock_stays_real(self, path):
        """It needs no memory."""
        made = World(Clock(), Dice(1))
        Store(path, made).close()
        found = again(path).clock
        assert found._start is None

    def test_a_reset_is_kept(self, path):
        """Tables put in place of others are written whole, and later changes after them."""
        made = world()
        store = Store(path, made)
        made.put("bookings", "x", {})
        made.tables.clear()
        made.tables["users"] = {7: {"id": 7}}
        store.commit()
        made.put("users", 8, {"id": 8})
        store.commit()
        store._database.close()
        assert again(path).tables == {"users": {7: {"id": 7}, 8: {"id": 8}}}

    def test_without_a_change_nothing_is_written(self, path):
        """Reading costs no write."""
        made = world()
        store = Store(path, made)
        before = store._database.total_changes
        made.dice.text()
        store.commit()
        assert store._database.total_changes == before
        store.close()

    def test_the_file_is_let_go(self, path):
        """After `close` the world is on its own again."""
        made = world()
        store = Store(path, made)
        store.close()
        assert made.changed is None
        made.put("bookings", "later", {})
        assert "later" not in again(path).tables["bookings"]


def again_clock(path, change):
    stored(path, lambda made: change(made.clock))
    return again(path).clock


def as_version_1(path):
    """Makes a state file one of the first version: all that is known of the dice in one place."""
    database = sqlite3.connect(path)
    facts = {name: json.loads(value) for name, value in database.execute("SELECT name, value FROM facts")}
    numbers, form, used, gauss = facts["dice"]
    dice = [numbers, [form, [*facts["words"], used], gauss]]
    database.execute("UPDATE facts SET value = ? WHERE name = 'dice'", (json.dumps(dice),))
    database.execute("DELETE FROM facts WHERE name = 'words'")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()


class TestOlderVersion:
    """A file that the first version wrote is read, and goes on in the present form."""

    def test_it_is_read(self, path):
        """Rows and dice; the next start finds a file of this version."""
        made = stored(path, lambda made: made.put("bookings", "new", {"uid": made.dice.text()}))
        as_version_1(path)
        assert made.tables == again(path).tables
        database = sqlite3.connect(path)
        assert VERSION == database.execute("PRAGMA user_version").fetchone()[0]
        database.close()
        found = again(path)
        assert made.tables == found.tables
        assert (made.dice.number("booking"), made.dice.text()) == (found.dice.number("booking"), found.dice.text())

    @pytest.mark.parametrize("damage", ["UPDATE facts SET value = '[]' WHERE name = 'dice'", "DELETE FROM facts"])
    def test_a_damaged_one_stays_as_it_is(self, path, damage):
        """It is not taken for one of this version."""
        Store(path, world()).close()
        as_version_1(path)
        database = sqlite3.connect(path)
        database.executescript(damage)
        database.close()
        before = path.read_bytes()
        with pytest.raises(StoreError, match="is damaged"):
            Store(path, world())
        assert before == path.read_bytes()


class TestRefusing:
    """Files that can't be used are refused with one clear line."""

    def refused(self, path):
        made = world()
        with pytest.raises(StoreError) as caught:
            Store(path, made)
        assert "\n" not in str(caught.value)
        assert str(path) in str(caught.value)
        assert len(made.tables["bookings"]) == 3
        return str(caught.value)

    def test_another_kind_of_file(self, path):
        """It is left as it is."""
        path.write_bytes(b"something else\n" * 300)
        assert "is no state file of this mock" in self.refused(path)
        assert path.read_bytes() == b"something else\n" * 300

    def test_another_programs_database(self, path):
        """With tables of its own, or with its mark alone."""
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE songs (id)")
        database.commit()
        assert "the database of another program" in self.refused(path)
        database.execute("DROP TABLE songs")
        database.execute("PRAGMA application_id = 7")
        database.commit()
        database.close()
        assert "the database of another program" in self.refused(path)

    def test_another_version(self, path):
        """It says what to do."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 3")
        database.close()
        assert "another version of the mock; delete it" in self.refused(path)

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_a_damaged_file(self, path, share):
        """Bytes that changed on the disk are found before anything is answered."""
        made = world()
        for number in range(500):
            made.put("bookings", f"more{number}", {"text": "x" * 100})
        Store(path, made).close()
        content = bytearray(path.read_bytes())
        place = int(len(content) * share)
        content[place : place + 4096] = b"\xaa" * 4096
        path.write_bytes(content)
        assert "is damaged" in self.refused(path) or "can't be used" in self.refused(path)

    @pytest.mark.parametrize(
        "change",
        ["UPDATE rows SET row = '{'", "UPDATE rows SET key = 'x'", "DELETE FROM facts WHERE name = 'clock'",
         "UPDATE facts SET value = '[]' WHERE name = 'dice'", "UPDATE facts SET value = '{\"now\":5}'"],
    )  # fmt: skip
    def test_a_file_that_somebody_changed(self, path, change):
        """What can't be read is damage."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.execute(change + (" WHERE name = 'users'" if "rows" in change else ""))
        database.commit()
        database.close()
        assert "is damaged" in self.refused(path)

    @pytest.mark.parametrize(
        "change",
        [
            "DELETE FROM facts",
            "DELETE FROM facts WHERE name = 'dice'",
            "DELETE FROM facts WHERE name = 'words'",
            "PRAGMA user_version = 1",
            "INSERT INTO facts VALUES ('more', '1')",
            "DELETE FROM facts WHERE name = 'dice'; DELETE FROM rows",
            "DROP TABLE facts",
            "DROP TABLE rows",
            "DROP INDEX places",
            "ALTER TABLE rows ADD COLUMN more",
            "CREATE TABLE songs (id)",
        ],
    )
    def test_a_state_that_is_not_whole(self, path, change):
        """Rows whose facts are gone, or other tables than ours, are damage, and stay as they are."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript(change)
        database.close()
        self.refused_untouched(path, "is damaged: ")

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ("PRAGMA user_version = 3", "another version of the mock; delete it"),
            ("PRAGMA user_version = 0", "another version of the mock; delete it"),
            ("PRAGMA application_id = 0", "the database of another program"),
            ("PRAGMA application_id = 7", "the database of another program"),
        ],
    )
    def test_a_state_with_other_marks(self, path, change, told):
        """Not even the kind of its journal is changed before it is known whose it is."""
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript(f"{change}; PRAGMA journal_mode = DELETE")
        database.close()
        self.refused_untouched(path, told)

    @pytest.mark.parametrize(
        "made", ["CREATE TABLE songs (id)", "CREATE VIEW v AS SELECT 1", "PRAGMA user_version = 1"]
    )
    def test_another_programs_database_is_left_as_it_is(self, path, made):
        """Whatever it holds, and if it is a number alone."""
        database = sqlite3.connect(path)
        database.executescript(made)
        database.close()
        self.refused_untouched(path, "the database of another program")

    @pytest.mark.parametrize("content", [b"x", b"\n", b"\0", b"{}", b"SQLite format 4\0", b"\0" * 511, b"\0" * 4096])
    def test_a_short_file_is_not_an_empty_one(self, path, content):
        """A single byte of somebody's is not written over."""
        path.write_bytes(content)
        self.refused_untouched(path, "is no state file of this mock")

    def refused_untouched(self, path, told):
        before = path.read_bytes()
        assert told in self.refused(path)
        assert before == path.read_bytes()

    def test_an_empty_file_is_ours(self, path):
        """As one that is not there, and as one whose maker ended before its first state was in it."""
        path.touch()
        Store(path, world()).close()
        database = sqlite3.connect(path)
        database.executescript("DELETE FROM facts; DELETE FROM rows")
        database.close()
        store = Store(path, world())
        assert store.restored is False
        store.close()
        assert world().tables == again(path).tables

    def test_a_file_in_use(self, path):
        """Two mocks would overwrite each other's state."""
        store = Store(path, world())
        assert "is in use by another mock" in self.refused(path)
        store.close()
        Store(path, world()).close()

    def test_a_folder_that_is_not_there(self, path):
        """The reason is SQLite's."""
        assert "can't be used: unable to open database file" in self.refused(path.parent / "no" / "state.db")


def test_a_log_that_was_torn_loses_its_end_alone(path):
    """A machine that loses power may leave half a commit: all before it is there, and the file can be used."""
    made = world()
    store = Store(path, made)
    for number in range(3):
        made.put("rows", number, {"n": number})
        store.commit()
    log, whole = path.with_name(path.name + "-wal").read_bytes(), path.read_bytes()
    store._database.close()
    path.write_bytes(whole)
    path.with_name(path.name + "-wal").write_bytes(log[:-100])
    found = again(path).tables["rows"]
    assert [0, 1] == list(found)
