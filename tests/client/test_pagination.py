"""`iterate` walks over every list that takes `skip` and `take`: page after page, lazily, and never for ever."""

import asyncio
import json
import re

import pytest
from toolzz_cal import errors

from tests.support.client import PACKAGE, Api, Example, Reply, Upstream, done, iterator, pageable
from tests.support.walking import walked

EACH = pytest.mark.parametrize("each", pageable(), ids=str)


def page(*uids, more=None, **envelope):
    """A page of bookings, with or without word of more."""
    data = {"status": "success", "data": [{"uid": uid} for uid in uids]}
    if more is not None:
        data["pagination"] = {"hasNextPage": more}
    return done(data, **envelope)


def uids(items):
    """What a page was made from."""
    return [item.uid for item in items]


def places(upstream):
    """Where each page began, and how long it was to be."""
    return [(arguments["skip"], arguments["take"]) for arguments in upstream.arguments]


def test_there_are_fourteen():
    """Each list that takes `skip` and `take` has an iterator, and nothing else has one."""
    expected = {iterator(each.name) for each in pageable()}
    emitted = {
        f"{source.stem}.{name}"
        for source in (PACKAGE / "resources").glob("*.py")
        for name in re.findall(r"    def (iterate\w*)\(", source.read_text("utf-8"))
    }
    assert len(expected) == 14
    assert {name.replace(".", "_") for name in expected} == {name.replace(".", "_") for name in emitted}


@EACH
def test_every_list_is_walked(each: Example, api):
    """Each list's iterator takes the list's arguments and gives the items of all pages, of the list's type."""
    items = each.payload
    first, second = [{**item, "id": 1} for item in items], [{**item, "id": 2} for item in items]
    upstream = Upstream(
        done({"status": "success", "data": first}), done({"status": "success", "data": second}), done([])
    )
    client = api(upstream)
    method = client.method(iterator(each.name))
    given = {key: value for key, value in each.keywords(method).items() if key not in ("skip", "take")}
    walked = client.call(iterator(each.name), take=len(items), **given)
    listed = api(Upstream(Reply(200, each.answer))).run(each).data
    assert first + second == [item.to_dict() for item in walked]
    assert {type(listed[0])} == {type(item) for item in walked}
    size = len(items)
    assert [(0, size), (size, size), (2 * size, size)] == places(upstream)
    rest = [{key: value for key, value in body.items() if key not in ("skip", "take")} for body in upstream.arguments]
    assert [{key: value for key, value in each.arguments.items() if key not in ("skip", "take")}] * 3 == rest
    assert {each.slug} == {request.url.path.rpartition("/")[2] for request in upstream.requests}


def test_short_page_is_the_last(api):
    """Without word of more, a page with fewer items than asked for is the last."""
    upstream = Upstream(page("a", "b"), page("c"))
    assert uids(api(upstream).call("bookings.iterate", take=2)) == ["a", "b", "c"]
    assert places(upstream) == [(0, 2), (2, 2)]


def test_empty_page_is_the_last(api):
    """An empty page ends the walk, also when it is the first, and even if it speaks of more."""
    upstream = Upstream(page("a", "b"), page())
    assert uids(api(upstream).call("bookings.iterate", take=2)) == ["a", "b"]
    assert upstream.count == 2
    for answer in (page(), page(more=True), done([]), done({"status": "success", "data": []})):
        upstream = Upstream(answer)
        assert api(upstream).call("bookings.iterate") == []
        assert upstream.count == 1


def test_word_of_more_decides(api):
    """`pagination.hasNextPage` wins over the length of a page."""
    upstream = Upstream(page("a", more=True), page("b", more=True), page("c", more=False))
    assert uids(api(upstream).call("bookings.iterate", take=50)) == ["a", "b", "c"]
    assert places(upstream) == [(0, 50), (1, 50), (2, 50)]
    upstream = Upstream(page("a", "b", more=False))
    assert uids(api(upstream).call("bookings.iterate", take=2)) == ["a", "b"]
    assert upstream.count == 1


@pytest.mark.parametrize("paging", [None, [], "yes", {}, {"hasNextPage": None}, {"hasNextPage": "true"}])
def test_odd_word_of_more_is_ignored(paging, api):
    """A `pagination` that says nothing usable leaves the length of the page to decide."""
    upstream = Upstream(done({"status": "success", "data": [{"uid": "a"}], "pagination": paging}))
    assert uids(api(upstream).call("bookings.iterate", take=2)) == ["a"]
    assert upstream.count == 1


def test_bare_list_is_walked_too(api):
    """A page without Cal.com's wrapper is a page."""
    upstream = Upstream(done([{"uid": "a"}]), done([{"uid": "b"}]), done([]))
    assert uids(api(upstream).call("bookings.iterate", take=1)) == ["a", "b"]


def test_size_of_a_page_by_default(api):
    """Unless told, 100 items are asked for, from the beginning."""
    upstream = Upstream(page("a"))
    api(upstream).call("bookings.iterate")
    assert places(upstream) == [(0, 100)]


def test_default_size_is_within_the_documented_one():
    """No documented bound of `take` is below the default."""
    for each in pageable():
        assert each.properties["take"].get("maximum", 250) >= 100


def test_start_in_the_middle(api):
    """`skip` is where the walk begins."""
    upstream = Upstream(page("a", "b"), page("c"))
    api(upstream).call("bookings.iterate", skip=40, take=2)
    assert places(upstream) == [(40, 2), (42, 2)]


def test_place_in_extra_arguments_moves_as_well(api):
    """`skip` and `take` that came as extra arguments move from page to page instead of holding the walk."""
    upstream = Upstream(page("a", "b"), page("c"))
    extra = {"skip": 40, "take": 2}
    assert uids(api(upstream).call("bookings.iterate", extra_arguments=extra)) == ["a", "b", "c"]
    assert places(upstream) == [(40, 2), (42, 2)]
    assert extra == {"skip": 40, "take": 2}


@pytest.mark.parametrize(("first", "second"), [(page("a", "b"), page("a", "b")), (page("a", more=True),) * 2])
def test_repeating_page(first, second, api):
    """An upstream that answers the same page again is reported, once its first page has been given."""
    upstream = Upstream(first, second)
    seen = []
    with pytest.raises(errors.PaginationError, match="repeats the one before") as caught:
        walk(api(upstream), seen, take=2)
    assert seen == uids_of(first)
    assert upstream.count == 2
    assert (caught.value.operation, caught.value.body) == ("bookings.list", second.body)
    assert (caught.value.method, caught.value.status_code) == ("POST", 200)
    assert caught.value.url.endswith("CAL_FETCH_ALL_BOOKINGS")


def uids_of(reply):
    """The uids in an answer."""
    return [item["uid"] for item in reply.body["data"]["data"]]


def walk(api, seen, **arguments):
    """Walks over bookings and keeps what comes until something goes wrong."""
    items = api.method("bookings.iterate")(**arguments)
    if hasattr(items, "__anext__"):

        async def main():
            async for item in items:
                seen.append(item.uid)

        asyncio.run(main())
    else:
        for item in items:
            seen.append(item.uid)


def test_options_are_kept_on_every_page(api):
    """Time-out and extra arguments hold for each page."""
    upstream = Upstream(page("a"), page("b"), page())
    api(upstream).call("bookings.iterate", take=1, timeout=7, extra_arguments={"x": None}, status=["past"])
    assert [7] * 3 == [request.extensions["timeout"]["read"] for request in upstream.requests]
    assert [{"x": None, "status": ["past"], "skip": skip, "take": 1} for skip in (0, 1, 2)] == upstream.arguments


def test_nothing_is_asked_before_it_is_needed():
    """No request goes out before the first item is wanted, and no page before the last one is used up."""
    upstream = Upstream(page("a", "b"), page("c"))
    items = Api("sync", upstream).client.bookings.iterate(take=2)
    assert upstream.count == 0
    assert iter(items) is items
    assert [next(items).uid, next(items).uid, upstream.count] == ["a", "b", 1]
    assert [next(items).uid, upstream.count] == ["c", 2]
    with pytest.raises(StopIteration):
        next(items)
    assert upstream.count == 2


def test_nothing_is_asked_before_it_is_needed_async():
    """The same holds for the async client."""
    upstream = Upstream(page("a", "b"), page("c"))

    async def main():
        items = Api("async", upstream).client.bookings.iterate(take=2)
        assert upstream.count == 0
        assert [(await anext(items)).uid, (await anext(items)).uid, upstream.count] == ["a", "b", 1]
        assert [(await anext(items)).uid, upstream.count] == ["c", 2]
        with pytest.raises(StopAsyncIteration):
            await anext(items)

    asyncio.run(main())
    assert upstream.count == 2


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Reply(404, {"message": "gone"}), errors.NotFound),
        (Reply(503, b""), errors.ServerError),
        (Reply(200, {"data": None, "error": "no", "successful": False}), errors.ActionFailed),
        (Reply(200, b"<html>"), errors.DecodeError),
    ],
)
def test_error_in_the_middle(problem, expected, api):
    """An error on a later page comes after the items before it."""
    seen = []
    with pytest.raises(expected):
        walk(api(Upstream(page("a", "b"), problem)), seen, take=2)
    assert seen == ["a", "b"]


def test_pages_are_repeated_like_any_read(api):
    """A page that fails for the moment is asked for again, and nothing is given twice."""
    upstream = Upstream(page("a"), Reply(503, b""), page("b"), page())
    assert uids(api(upstream).call("bookings.iterate", take=1)) == ["a", "b"]
    assert [skip for skip, _ in places(upstream)] == [0, 1, 1, 2]


@pytest.mark.parametrize("data", [None, {"bookings": []}, "no", {"status": "success", "data": {"items": []}}], ids=repr)
def test_page_that_is_no_list(data, api):
    """A page that is no list is an error, and not the end of the walk."""
    upstream = Upstream(Reply(200, {"data": data, "error": None, "successful": True}))
    with pytest.raises(errors.DecodeError, match="page from 0 on is no list") as caught:
        api(upstream).call("bookings.iterate")
    assert (upstream.count, caught.value.operation) == (1, "bookings.list")


@pytest.mark.parametrize("place", [{"take": "50"}, {"skip": "5"}, {"take": -1}, {"skip": 1.5}], ids=repr)
def test_place_that_cannot_be_counted(place, api):
    """A place that is no whole number is refused before anything is sent."""
    for arguments in (place, {"extra_arguments": place}):
        upstream = Upstream(page("a"))
        with pytest.raises(errors.ArgumentError, match="whole number"):
            api(upstream).call("bookings.iterate", **arguments)
        assert upstream.count == 0


def test_two_walks_do_not_meet(api):
    """Each call of an iterator is a walk of its own."""
    upstream = Upstream(page("a"))
    client = api(upstream)
    for _ in range(2):
        assert uids(client.call("bookings.iterate", take=2)) == ["a"]
    assert places(upstream) == [(0, 2), (0, 2)]


# Lists that move while they are walked


class Moving:
    """An upstream whose list can be changed between its pages."""

    def __init__(self, count, *, totals=True):
        self.uids, self.totals = [f"b{number}" for number in range(count)], totals
        self.places = []

    def __call__(self, request):
        body = json.loads(request.content)["arguments"]
        if "bookingUid" in body:
            if "CANCEL" in request.url.path:
                self.uids.remove(body["bookingUid"])
            return done({"status": "success", "data": {}}).made()
        skip, take = body["skip"], body["take"]
        self.places.append(skip)
        data = {"status": "success", "data": [{"uid": uid} for uid in self.uids[skip : skip + take]]}
        if self.totals:
            more = len(self.uids) > skip + take
            data["pagination"] = {"totalItems": len(self.uids), "hasNextPage": more}
        return done(data).made()


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize(("count", "take"), [(52, 10), (50, 10), (9, 10), (10, 10), (11, 10), (7, 1), (100, 7)])
def test_everything_is_reached_though_each_is_cancelled(count, take, totals, api):
    """What moves up behind the walk is read in the end, and nothing twice, with few pages more than there were."""
    upstream = Moving(count, totals=totals)
    client = api(upstream)
    every = sorted(upstream.uids)
    seen = walked(client, lambda uid: client.method("bookings.cancel")(booking_uid=uid), take=take)
    assert every == sorted(seen)
    assert upstream.uids == []
    assert len(upstream.places) <= count // take + 2 * (count.bit_length() + 1)


def test_everything_is_reached_though_another_takes_away(api):
    """Where a total is told it shows that, whoever did it."""
    upstream = Moving(52)
    every = sorted(upstream.uids)
    assert every == sorted(walked(api(upstream), upstream.uids.remove, take=10))


def test_nothing_comes_twice_though_the_list_grows(api):
    """What is put in before the place of the walk moves the rest down; what was there is given once."""
    upstream = Moving(30)
    every = list(upstream.uids)
    seen = walked(api(upstream), lambda uid: upstream.uids.insert(0, f"new {uid}"), take=10)
    assert every == [uid for uid in seen if uid in every]
    assert len(seen) == len(set(seen))


def test_a_page_that_came_again_because_the_list_grew_is_no_fault(api):
    """Its total tells that it grew by just a page."""
    upstream = Moving(2)
    seen = walked(
        api(upstream), lambda uid: upstream.uids.insert(0, "new") if "new" not in upstream.uids else None, take=1
    )
    assert seen == ["b0", "b1"]


@pytest.mark.parametrize("totals", [True, False])
def test_a_list_that_stands_is_read_once(totals, api):
    """No page is asked for more than there are, whatever else is done meanwhile."""
    upstream = Moving(25, totals=totals)
    client = api(upstream)
    assert len(walked(client, lambda uid: client.method("bookings.get")(booking_uid=uid), take=10)) == 25
    assert upstream.places == [0, 10, 20]


def test_items_without_an_id_and_alike_ones_of_a_page_are_all_given(api):
    """What has no id is told from others by all of it; a page may hold two that are the same."""
    first, second = [{"x": 1}, {"x": 1}, {"id": [1]}], [{"x": 2}, {"x": 1}]
    upstream = Upstream(done(first), done(second))
    assert [each.to_dict() for each in api(upstream).call("bookings.iterate", take=3)] == [*first, {"x": 2}]


@pytest.mark.parametrize("route", ["gateway", "direct"])
def test_52_bookings_are_cancelled_at_the_mock(route, toolzz_cal_mock):
    """By both routes, with its own filter of what is upcoming."""
    client = toolzz_cal_mock.client.with_options(route=route, cal_api_key="cal_example", composio_api_key="ak_example")
    attendee = {"name": "Ana Prado", "email": "ana.prado@example.com", "timeZone": "UTC"}
    toolzz_cal_mock.world.table("bookings").clear()
    for number in range(52):
        start = f"2027-04-{number // 8 + 5:02}T{number % 8 + 12}:00:00Z"
        toolzz_cal_mock.seed.booking(start=start, attendee=attendee)
    seen = []
    for booking in client.bookings.iterate(take=10, status=["upcoming"]):
        client.bookings.cancel(booking_uid=booking.uid, cancellation_reason="Ill")
        seen.append(booking.uid)
    assert (len(seen), len(set(seen))) == (52, 52)
    assert list(client.bookings.iterate(status=["upcoming"])) == []
