"""Each store of a journal does each step as `_journal_store.py` says: the same tests for all of them."""

import random
import string

import pytest
from toolzz_cal._journal_answers import LARGEST, packed, unpacked
from toolzz_cal._journal_store import Entry, Outcome

from tests.support.journals import claim, eventually, opened

NAMES = ("a" * 32, "b" * 32, "c" * 32)
DONE = Outcome("done", answer=b'{"uid": "example"}')
UNKNOWN = Outcome("unknown", answer=b'{"type": "OutcomeUnknown"}')
REFUSED = Outcome("refused", answer=b'{"type": "BadRequest"}')


def settled(store, outcome, key="job-1", **given):
    """A key that was claimed and settled."""
    claim(store, key, **given)
    assert store.settle(key, given.get("owner", "first"), outcome)


def seconds_later(store, key="job-1"):
    """The entry once some time has passed by the store's clock."""
    return eventually(lambda: (found := store.find(key)) and found.since > 0.02 and found)


# Claims


def test_a_new_key_is_the_callers(store):
    """The entry holds what the claim says, and is `started`."""
    entry = claim(store)
    assert entry[:6] == ("job-1", "first", "digest", "bookings.create", "started", False)
    assert 0 <= entry.since < 300
    assert 0 < entry.lease_left <= 600
    assert (entry.answer, entry.dropped) == (None, 0)
    assert store.find("job-1")[:6] == entry[:6]


def test_a_key_in_progress_is_its_owners(store):
    """Whoever comes while the lease lasts gets the other's entry, unchanged."""
    claim(store, lease=500)
    entry = claim(store, owner="second")
    assert (entry.owner, entry.state, entry.doubtful) == ("first", "started", False)
    assert 0 < entry.lease_left <= 500
    assert store.settle("job-1", "second", DONE) is False
    assert store.settle("job-1", "first", DONE) is True


def test_the_same_owner_may_claim_again(store):
    """As after an answer of the store that was lost: nothing was sent in between, so there is no doubt."""
    claim(store, lease=0)
    entry = claim(store, lease=500)
    assert (entry.owner, entry.doubtful) == ("first", False)
    assert 0 < entry.lease_left <= 500
    entry = claim(store, lease=100)
    assert 0 < entry.lease_left <= 100
    claim(store, lease=0)
    assert claim(store, owner="second", lease=0).doubtful
    assert claim(store, owner="second").doubtful, "what was in doubt stays so"


def test_an_owner_whose_lease_is_over_is_followed(store):
    """The next one owns the entry, does not know what came of the first, and counts from the first claim."""
    claim(store, lease=0)
    before = seconds_later(store)
    assert before.lease_left <= 0
    entry = claim(store, owner="second")
    assert (entry.owner, entry.state, entry.doubtful) == ("second", "started", True)
    assert entry.since >= before.since
    assert entry.lease_left > 0
    assert store.renew("job-1", "first", 100) is False
    assert store.settle("job-1", "first", DONE) is False
    assert store.find("job-1").owner == "second"


def test_an_unknown_outcome_is_followed(store):
    """Its entry is the next caller's at once, in doubt, without what the earlier one noted."""
    settled(store, UNKNOWN)
    before = seconds_later(store)
    assert before.answer == UNKNOWN.answer
    entry = claim(store, owner="second")
    assert (entry.owner, entry.state, entry.doubtful, entry.answer) == ("second", "started", True, None)
    assert entry.since >= before.since


def test_a_refused_call_begins_anew(store):
    """Nothing happened, so the next one is the first."""
    settled(store, REFUSED)
    before = seconds_later(store)
    assert before.answer == REFUSED.answer
    entry = claim(store, owner="second")
    assert (entry.owner, entry.state, entry.doubtful, entry.answer) == ("second", "started", False, None)
    assert entry.since < before.since


def test_a_refused_call_keeps_its_doubt(store):
    """A refusal of the second does not say what came of the first, and when that was."""
    settled(store, REFUSED._replace(doubtful=True))
    before = seconds_later(store)
    entry = claim(store, owner="second")
    assert (entry.owner, entry.doubtful) == ("second", True)
    assert entry.since >= before.since


def test_what_is_done_stays(store):
    """Whoever comes, and however often, gets the answer."""
    settled(store, DONE)
    for owner in ("first", "second", "third"):
        entry = claim(store, owner=owner)
        assert (entry.state, entry.answer, entry.owner, entry.doubtful) == ("done", DONE.answer, "first", False)
        assert entry.lease_left <= 0


@pytest.mark.parametrize("outcome", [None, DONE, UNKNOWN, REFUSED])
def test_another_call_changes_nothing(store, outcome):
    """A key stands for one call, whatever came of it and whether its lease is over or not."""
    claim(store, lease=0)
    if outcome is not None:
        assert store.settle("job-1", "first", outcome)
    before = store.find("job-1")
    entry = claim(store, owner="second", call="another")
    assert (entry.call, entry.owner, entry.state) == ("digest", "first", before.state)
    assert store.find("job-1")[:6] == before[:6]


# Renewing and settling


def test_renewing(store):
    """The owner of a `started` entry has its lease end later, even once it is over, and nobody else does."""
    assert store.renew("job-1", "first", 10) is False
    claim(store, lease=0)
    assert store.renew("job-1", "second", 500) is False
    assert store.find("job-1").lease_left <= 0
    assert store.renew("job-1", "first", 500) is True
    assert 0 < store.find("job-1").lease_left <= 500
    assert store.renew("job-1", "first", 100) is True
    assert 0 < store.find("job-1").lease_left <= 100
    for outcome in (UNKNOWN, REFUSED, DONE):
        assert store.settle("job-1", "first", outcome)
        assert store.renew("job-1", "first", 500) is False


def test_settling(store):
    """The owner says how it ended, again if it learns more, and after its lease too as long as nobody follows."""
    assert store.settle("job-1", "first", DONE) is False
    assert store.find("job-1") is None
    claim(store, lease=0)
    assert store.settle("job-1", "first", UNKNOWN._replace(doubtful=True)) is True
    entry = store.find("job-1")
    assert (entry.state, entry.doubtful, entry.answer) == ("unknown", True, UNKNOWN.answer)
    assert store.settle("job-1", "first", DONE) is True
    entry = store.find("job-1")
    assert (entry.state, entry.doubtful, entry.answer) == ("done", False, DONE.answer)
    assert store.settle("job-1", "first", Outcome("refused")) is True
    assert store.find("job-1").answer is None


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0", bytes(range(256)), b"{}" * 40_000, "Ana Prado é 😀".encode(), None],
    ids=["empty", "zero", "bytes", "large", "text", "none"],
)
def test_answers_come_back(store, answer):
    """Byte for byte; nothing and an empty one are two things."""
    settled(store, Outcome("done", answer=answer))
    for entry in (store.find("job-1"), claim(store, owner="second")):
        assert (entry.answer, entry.dropped) == (answer, 0)


def test_an_answer_too_large_is_not_kept(store):
    """The call is done all the same, and the entry tells how large its answer was."""
    answer = random.Random(1).randbytes(LARGEST + 1)
    settled(store, Outcome("done", answer=answer))
    entry = claim(store, owner="second")
    assert (entry.state, entry.answer, entry.dropped) == ("done", None, LARGEST + 1)


def test_what_is_kept_of_an_answer():
    """Large ones are compressed, and what is then still larger than 1 MiB, or damaged, is not kept."""
    assert packed(b"x" * 1000) == b"=" + b"x" * 1000
    assert len(packed(b"x" * 5_000_000)) < 10_000
    assert unpacked(packed(b"x" * 5_000_000)) == (b"x" * 5_000_000, 0)
    just = random.Random(2).randbytes(LARGEST - 1000)
    assert unpacked(packed(just)) == (just, 0)
    assert unpacked(b"zzz") == (None, 3)
    assert unpacked(b"?") == (None, 1)


# Who made what


def test_makers(store):
    """What a call was answered with is its key's, from then on."""
    assert store.made([]) == {}
    assert store.made(NAMES) == {}
    settled(store, DONE._replace(made=NAMES[:2]))
    found = store.made([*NAMES, NAMES[0]])
    assert {name: made.key for name, made in found.items()} == dict.fromkeys(NAMES[:2], "job-1")
    assert all(0 <= made.ago < 300 for made in found.values())
    eventually(lambda: store.made(NAMES)[NAMES[0]].ago > found[NAMES[0]].ago)


def test_many_names(store):
    """More of them than a statement takes are asked for at once."""
    names = [f"{number:032x}" for number in range(1201)]
    settled(store, DONE._replace(made=names[::2]))
    assert set(store.made(names)) == set(names[::2])


def test_the_last_one_answered_with_a_thing_made_it(store):
    """As when an upstream makes a thing again under the same name."""
    settled(store, DONE._replace(made=NAMES[:1]))
    settled(store, DONE._replace(made=NAMES[:2]), key="job-2")
    assert {name: made.key for name, made in store.made(NAMES).items()} == dict.fromkeys(NAMES[:2], "job-2")


def test_what_is_found_may_be_nobody_elses(store):
    """A call that looked, and found what another key made, is not settled with it: not in part either."""
    settled(store, DONE._replace(made=NAMES[1:2]))
    claim(store, "job-2")
    assert store.settle("job-2", "first", DONE._replace(made=NAMES, found=True)) is False
    assert store.find("job-2")[4:6] == ("started", False)
    assert set(store.made(NAMES)) == {NAMES[1]}
    assert store.settle("job-2", "first", DONE._replace(made=NAMES[:1], found=True)) is True
    assert store.settle("job-2", "first", DONE._replace(made=NAMES[:1], found=True)) is True, (
        "its own it may find again"
    )
    assert {name: made.key for name, made in store.made(NAMES).items()} == {NAMES[0]: "job-2", NAMES[1]: "job-1"}
    assert store.settle("job-2", "second", DONE._replace(made=NAMES[2:], found=True)) is False
    assert NAMES[2] not in store.made(NAMES)


# Forgetting


def test_forgetting(store):
    """An entry goes with what it made, and what others made stays; the next claim is the first."""
    assert store.forget("job-1") is False
    settled(store, UNKNOWN._replace(made=NAMES[:1]))
    assert store.settle("job-1", "first", DONE._replace(made=NAMES[1:2]))
    settled(store, DONE._replace(made=NAMES[1:]), key="job-2")
    assert store.forget("job-1") is True
    assert store.forget("job-1") is False
    assert store.find("job-1") is None
    assert set(store.made(NAMES)) == set(NAMES[1:])
    entry = claim(store, owner="second", call="another")
    assert (entry.owner, entry.call, entry.doubtful) == ("second", "another", False)


# Many entries


def test_entries_in_order(store):
    """By the characters of their keys, those that begin as asked; no character has a meaning."""
    marks = [
        "",
        "%",
        "_",
        "*",
        "?",
        "[a]",
        "\\",
        "-",
        "'",
        '"',
        "é",
        "😀",
        "\N{CJK UNIFIED IDEOGRAPH-4E2D}",
        "Z",
        "a",
        "aa",
    ]
    keys = [f"{first}{mark}" for first in ("job", "Job", "jobs", *marks[1:]) for mark in marks]
    for key in set(keys):
        claim(store, key)
    for prefix in ("", "job", "job%", "_", "*", "[a", "\\", "é", "😀", "nothing"):
        wanted = sorted({key for key in keys if key.startswith(prefix)})
        assert [entry.key for entry in store.entries(prefix)] == wanted, prefix


def test_entries_beyond_a_page(store):
    """All of them, once each."""
    keys = [f"{number:04d}" for number in range(0, 2500, 5)]
    for key in keys:
        claim(store, f"job {key}")
    assert [entry.key for entry in store.entries("job ")] == [f"job {key}" for key in keys]
    assert [entry.key for entry in store.entries("job 00")] == [f"job {key}" for key in keys[:20]]
    assert all(isinstance(entry, Entry) and entry.state == "started" for entry in store.entries(""))


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE toolzz_cal_calls; --", "{0} %s :key ?1 $1", "😀" * 255, string.punctuation, "a b", "Ж"]
)
def test_texts_are_data(store, text):
    """Whatever a key or an owner looks like, it is stored and found as it is."""
    settled(store, DONE._replace(made=[text]), key=text, owner=text, call=text)
    entry = store.find(text)
    assert (entry.key, entry.owner, entry.call, entry.state) == (text, text, text, "done")
    assert store.made([text])[text].key == text
    assert store.forget(text)


# Retention


@pytest.mark.parametrize("outcome", [None, DONE, UNKNOWN, REFUSED])
def test_an_entry_is_kept_for_the_retention(journal_address, outcome):
    """Afterwards there is none, whatever state it had, and what it made is nobody's: another call may have the key."""
    with opened(journal_address, retention=0.05) as journal:
        store = journal._store()
        claim(store, lease=0)
        if outcome is not None:
            store.settle("job-1", "first", outcome._replace(made=NAMES[:1]))
        eventually(lambda: store.find("job-1") is None)
        eventually(lambda: store.made(NAMES) == {})
        assert list(store.entries("")) == []
        assert store.settle("job-1", "first", DONE) is False
        assert store.renew("job-1", "first", 10) is False
        entry = claim(store, owner="second", call="another")
        assert (entry.owner, entry.call, entry.state, entry.doubtful) == ("second", "another", "started", False)
        assert store.settle("job-1", "second", DONE._replace(made=NAMES[:1], found=True)) is True
        eventually(lambda: store.find("job-1") is None)
        assert store.forget("job-1") is False


def test_an_entry_is_kept_while_its_lease_lasts(journal_address):
    """However short the retention: otherwise another call could begin beside the first, without a doubt."""
    with opened(journal_address, retention=0.01) as journal, opened(journal_address) as other:
        store = journal._store()
        claim(store, lease=600)
        claim(other._store(), "job-2", "other", lease=0)
        assert claim(store, "job-2", lease=600).doubtful
        claim(store, "brief", lease=0)
        eventually(lambda: store.find("brief") is None)
        assert [entry.key for entry in store.entries("job")] == ["job-1", "job-2"]
        assert store.renew("job-1", "first", 500)
        assert claim(other._store(), owner="second").owner == "first"


# The journal itself


def test_salt(journal_address, tmp_path):
    """It is made once, and another journal has another."""
    with opened(journal_address) as one, opened(journal_address, retention=60) as two:
        salt = one._store().salt()
        assert two._store() is not one._store()
        assert two._store().salt() == salt
        assert len(salt) == 32
        assert int(salt, 16)
    with opened(f"sqlite:///{tmp_path}/other.db") as other:
        assert other._store().salt() != salt
