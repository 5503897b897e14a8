"""`iterate` follows what a page tells of the next one, by both routes, and every walk comes to an end."""

import json
from itertools import product

import pytest
from toolzz_cal import _pages, errors

from tests.support.client import CAL_KEY, Api, Reply
from tests.support.tables import every
from tests.support.walking import walked

KINDS = ["sync", "async"]
ROUTES = ["gateway", "direct"]
EACH = pytest.mark.parametrize(("kind", "route"), list(product(KINDS, ROUTES)))
MOST = 3000  # requests after which a walk counts as endless


class Listing:
    """An upstream with a list. What is asked for, and what a page holds and tells, is decided by a function."""

    def __init__(self, page):
        self.page = page
        self.asked = []

    def __call__(self, request):
        direct = "/v2/" in request.url.path
        if "cancel" in request.url.path.lower():
            return Reply(200, {"status": "success", "data": {}, "successful": True}).made()
        asked = dict(request.url.params) if direct else json.loads(request.content)["arguments"]
        self.asked.append({name: str(value) for name, value in asked.items()})
        assert len(self.asked) <= MOST, "the client asks for ever"
        reply = {"status": "success", **self.page(self.asked[-1])}
        envelope = {"data": reply, "error": None, "successful": True}
        return Reply(200, reply if direct else envelope).made()


def client(kind, route, page):
    """A client of a route in front of a list, and the list."""
    upstream = Listing(page)
    return Api(kind, upstream, route=route, cal_api_key=CAL_KEY), upstream


def uids(items):
    """What tells the rows."""
    return [item.uid for item in items]


def rows(names):
    """Rows of bookings."""
    return [{"uid": name} for name in names]


# Forms of pages


def offset(word):
    """Pages by place, which tell so and so whether there is more; or nothing when there is no word."""

    def form(names, asked):
        skip, take = int(asked["skip"]), int(asked["take"])
        told = {word: skip + take < len(names)} if word else {}
        return {"data": rows(names[skip : skip + take]), "pagination": told}

    return form


def cursors(name, *, beside, word=None, made=lambda place: f"c/{place}+=&", last=None):
    """Pages by cursor, beside the data or in `pagination`; the last one tells `last`, or nothing."""

    def form(names, asked):
        marks = {str(made(place)): place for place in range(len(names))}
        begin = marks[asked["cursor"]] if "cursor" in asked else int(asked["skip"])
        end = begin + int(asked["take"])
        told = {name: made(end)} if end < len(names) else last or {}
        if word:
            told = {**told, word: end < len(names)}
        page = {"data": rows(names[begin:end])}
        return {**page, **told} if beside else {**page, "pagination": told}

    return form


FORMS = {
    "silent": offset(None),
    "hasMore": offset("hasMore"),
    "hasNextPage": offset("hasNextPage"),
    "cursor in pagination": cursors("nextCursor", beside=False, word="hasMore", last={"nextCursor": None}),
    "cursor beside the data": cursors("nextCursor", beside=True, last={"nextCursor": None}),
    "cursor that is left out at the end": cursors("nextCursor", beside=False),
    "cursor that is empty at the end": cursors("nextCursor", beside=True, last={"nextCursor": ""}),
    "cursor of the gateway": cursors("next_cursor", beside=True, last={"next_cursor": None}),
    "cursor that is a number": cursors(
        "nextCursor", beside=False, made=lambda place: place + 1000, last={"nextCursor": None}
    ),
}


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("form", FORMS)
def test_every_form_is_walked_to_its_end(form, kind, route):
    """Each row comes once, in order, with no request that a page has told to be needless."""
    for size, take in product((0, 1, 2, 5, 6, 7), (1, 3, 100)):
        names = [f"b{number}" for number in range(size)]
        api, upstream = client(kind, route, lambda asked, names=names: FORMS[form](names, asked))
        assert names == uids(api.call("bookings.iterate", take=take))
        pages = max(1, -(-size // take))
        # Where nothing tells that a full page is the last, there may be one after it, which is empty.
        untold = form == "silent" or (form == "cursor that is left out at the end" and pages == 1)
        needless = untold and size > 0 and size % take == 0
        assert len(upstream.asked) == pages + needless


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("form", [form for form in FORMS if "cursor" in form])
def test_a_cursor_takes_the_place_of_skip(form, kind, route):
    """The other arguments stay on every page."""
    api, upstream = client(kind, route, lambda asked: FORMS[form](["a", "b", "c"], asked))
    api.call("bookings.iterate", take=1, attendee_name="Ana", extra_arguments={"x": 1})
    assert [{"take", "attendeeName", "x"} | place for place in ({"skip"}, {"cursor"}, {"cursor"})] == [
        set(asked) for asked in upstream.asked
    ]
    assert {(asked["take"], asked["attendeeName"], asked["x"]) for asked in upstream.asked} == {("1", "Ana", "1")}


@EACH
def test_a_walk_begins_at_a_cursor(kind, route):
    """One that is given leads to the first page, and moves on from there."""
    form = FORMS["cursor in pagination"]
    api, upstream = client(kind, route, lambda asked: form(["a", "b", "c", "d"], asked))
    given = {"cursor": "c/1+=&"}
    assert uids(api.call("bookings.iterate", take=2, extra_arguments=given)) == ["b", "c", "d"]
    assert upstream.asked == [{"take": "2", "cursor": "c/1+=&"}, {"take": "2", "cursor": "c/3+=&"}]
    assert given == {"cursor": "c/1+=&"}


@EACH
def test_a_page_with_a_cursor_may_be_short_or_empty(kind, route):
    """Rows that were filtered out of a page say nothing of the pages after it."""
    script = {None: (["a"], "1"), "1": ([], "2"), "2": (["b"], "3"), "3": ([], None)}

    def page(asked):
        names, following = script[asked.get("cursor")]
        return {"data": rows(names), "pagination": {"nextCursor": following, "hasMore": following is not None}}

    api, upstream = client(kind, route, page)
    assert uids(api.call("bookings.iterate", take=50)) == ["a", "b"]
    assert len(upstream.asked) == 4


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("word", ["hasMore", "hasNextPage"])
@every("beside", [True, False])
def test_a_full_page_that_is_the_last_is_not_followed(beside, word, kind, route):
    """A server that knows no `skip` gives its whole list at once; neither a page nor a cursor more is asked for."""

    def page(asked):
        told = {word: False, "nextCursor": "x"}
        return {"data": rows(["a", "b"]), **(told if beside else {"pagination": told})}

    api, upstream = client(kind, route, page)
    assert uids(api.call("bookings.iterate", take=2)) == ["a", "b"]
    assert len(upstream.asked) == 1


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("odd", [True, False, [], {}, 1.5, ["x"]], ids=repr)
def test_an_odd_cursor_is_none(odd, kind, route):
    """The length of the page decides, as where nothing is told."""
    names = ["a", "b", "c"]

    def page(asked):
        skip = int(asked["skip"])
        return {"data": rows(names[skip : skip + 2]), "pagination": {"nextCursor": odd}}

    api, upstream = client(kind, route, page)
    assert names == uids(api.call("bookings.iterate", take=2))
    assert [asked["skip"] for asked in upstream.asked] == ["0", "2"]


def test_a_word_beside_the_data_is_not_heard_where_pagination_has_one(api):
    """`pagination` is what speaks of pages."""
    seen = []

    def page(asked):
        seen.append(asked)
        return {"data": rows(["a"]), "hasMore": True, "nextCursor": "x", "pagination": {"hasMore": False}}

    assert uids(api(Listing(page)).call("bookings.iterate", take=1)) == ["a"]
    assert len(seen) == 1


# Lists that move


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("totals", [True, False])
@every("take", [1, 10, 52])
def test_everything_is_reached_by_cursors_that_are_places(take, totals, kind, route):
    """A cursor may be no more than a number of rows, so that what is cancelled moves the rest up behind it."""
    names = [f"b{number}" for number in range(52)]
    every = list(names)

    def page(asked):
        begin = int(asked.get("cursor", 0))
        end = begin + take
        told = {"nextCursor": end if end < len(names) else None, **({"totalItems": len(names)} if totals else {})}
        return {"data": rows(names[begin:end]), "pagination": told}

    api, _ = client(kind, route, page)

    def cancel(uid):
        names.remove(uid)
        return api.method("bookings.cancel")(booking_uid=uid)

    seen = walked(api, cancel, take=take)
    assert sorted(every) == sorted(seen)
    assert names == []


# Walks that would never end


def caught(api, seen, **arguments):
    """The error that ends a walk."""
    with pytest.raises(errors.PaginationError) as problem:
        walked(api, seen.append, **arguments)
    assert problem.value.operation == "bookings.list"
    assert problem.value.status_code == 200
    return problem.value


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("told", [{}, {"hasMore": True}, {"hasNextPage": True}, {"nextCursor": "same"}], ids=repr)
def test_the_same_page_for_ever(told, kind, route):
    """It is given once, and the second one is the error."""
    api, upstream = client(kind, route, lambda asked: {"data": rows(["a", "b"]), "pagination": told})
    seen = []
    assert "repeats the one before it" in str(caught(api, seen, take=2))
    assert (seen, len(upstream.asked)) == (["a", "b"], 2)


@EACH
def test_cursors_in_a_circle(kind, route):
    """What their pages hold is given, then the cursor that comes again is the error."""
    circle = {None: ("a", "1"), "1": ("b", "2"), "2": ("c", "1")}

    def page(asked):
        name, following = circle[asked.get("cursor")]
        return {"data": rows([name]), "nextCursor": following}

    api, upstream = client(kind, route, page)
    seen = []
    assert "tells the cursor of one before it" in str(caught(api, seen, take=1))
    assert (seen, len(upstream.asked)) == (["a", "b", "c"], 3)


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("different", [False, True])
def test_pages_in_a_circle(different, kind, route):
    """Pages of which nothing is new are no progress, also if they differ in what tells no rows apart."""
    count = iter(range(MOST))

    def page(asked):
        number = next(count)
        name = "a" if different else "ab"[number % 2]
        return {"data": [{"uid": name, "title": str(number) if different else ""}], "pagination": {"hasMore": True}}

    api, upstream = client(kind, route, page)
    seen = []
    assert "brings nothing new" in str(caught(api, seen, take=1))
    assert seen == (["a"] if different else ["a", "b"])
    assert len(upstream.asked) < 30


def new_rows_for_ever(kind, route, by, most):
    """A walk over a list that never ends comes to an end after so many pages."""
    count = iter(range(MOST))

    def page(asked):
        number = next(count)
        return {"data": rows([f"b{number}"]), **({"nextCursor": f"c{number}"} if by == "cursor" else {})}

    api, upstream = client(kind, route, page)
    seen = []
    problem = caught(api, seen, take=1, skip=7)
    assert len(seen) == len(upstream.asked) == most
    assert f"The page from {most + 6} on is number {most:,} and not the last" in str(problem)
    assert (f"go on with skip={most + 7}" in str(problem)) is (by == "skip")
    assert ("go on with the cursor that it tells" in str(problem)) is (by == "cursor")


@every(("kind", "route"), list(product(KINDS, ROUTES)))
@every("by", ["skip", "cursor"])
def test_new_rows_for_ever(by, kind, route, monkeypatch):
    """Every row that came is given; the error names the number of pages, and from where to go on."""
    monkeypatch.setattr(_pages, "MOST", 20)
    new_rows_for_ever(kind, route, by, 20)


def test_a_thousand_pages_are_the_most():
    """Where nothing tells that there are more."""
    new_rows_for_ever("sync", "gateway", "skip", 1000)


@EACH
def test_a_list_as_long_as_its_total_is_walked(kind, route, monkeypatch):
    """More pages than the bound are no fault where the first one tells that there are as many."""
    monkeypatch.setattr(_pages, "MOST", 3)
    names = [f"b{number}" for number in range(40)]

    def page(asked):
        skip, take = int(asked["skip"]), int(asked["take"])
        told = {"totalItems": 40, "hasNextPage": skip + take < 40}
        return {"data": rows(names[skip : skip + take]), "pagination": told}

    api, upstream = client(kind, route, page)
    assert names == uids(api.call("bookings.iterate", take=2))
    assert len(upstream.asked) == 20


@EACH
def test_a_total_that_grows_for_ever_is_bounded_too(kind, route, monkeypatch):
    """The first page's total counts, not what later ones make of it."""
    monkeypatch.setattr(_pages, "MOST", 3)
    count = iter(range(MOST))

    def page(asked):
        number = next(count)
        return {"data": rows([f"b{number}"]), "pagination": {"totalItems": number + 2, "hasNextPage": True}}

    api, upstream = client(kind, route, page)
    seen = []
    caught(api, seen, take=1)
    assert len(seen) == len(upstream.asked) == 3 + 2 * 2


def test_who_stops_before_the_end_meets_no_error():
    """The error comes when the page that can't be is asked for."""
    api, upstream = client("sync", "gateway", lambda asked: {"data": rows(["a"]), "nextCursor": "x"})
    items = api.client.bookings.iterate(take=1)
    assert next(items).uid == "a"
    with pytest.raises(errors.PaginationError):
        next(items)
    assert len(upstream.asked) == 2


def test_a_cursor_is_data(api):
    """What a cursor holds reaches the upstream as it came, and nothing but the argument."""
    odd = "../../x?y=1&take=9#\u2028é\r\n"

    def page(asked):
        return (
            {"data": rows(["b"]), "nextCursor": None} if "cursor" in asked else {"data": rows(["a"]), "nextCursor": odd}
        )

    for route in ROUTES:
        upstream = Listing(page)
        made = api(upstream, route=route, cal_api_key=CAL_KEY)
        assert uids(made.call("bookings.iterate", take=1)) == ["a", "b"]
        assert upstream.asked[1] == {"take": "1", "cursor": odd}
