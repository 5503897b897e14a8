"""One sync client serves many threads at once."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from toolzz_cal import Client

from tests.support.client import TOKEN, Reply, Upstream, done, example, sync_client

THREADS = 16


def echo(request: httpx.Request) -> Reply:
    """Answers with what was asked for, sooner or later."""
    time.sleep(random.random() / 1000)
    if request.method == "GET":
        return Reply(200, {"id": request.url.path.rpartition("/")[2]}, {"x-request-id": request.url.path})
    body = json.loads(request.content)
    uid = body["arguments"]["bookingUid"]
    return done({"uid": uid, "title": body["user_id"]}, log_id=f"log-{uid}")


def test_answers_are_never_mixed_up():
    """Sixteen threads with one fresh client each get the answers to their own questions, from a copy as well."""
    client = sync_client(Upstream(echo))
    start = threading.Barrier(THREADS)

    def ask(number):
        start.wait()
        own = client.with_options(user_id=f"user-{number}")
        for turn in range(20):
            uid = f"bk-{number}-{turn}"
            result = client.bookings.get(booking_uid=uid)
            assert (result.data.uid, result.data.title, result.log_id) == (uid, "user-example", f"log-{uid}")
            result = own.actions.execute("CAL_CANCEL_BOOKING_VIA_UID", {"bookingUid": uid})
            assert (result.data.uid, result.data.title) == (uid, f"user-{number}")
            assert client.functions.get(function_id=uid).id == uid
        return number

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(range(THREADS)) == list(pool.map(ask, range(THREADS)))


def test_one_http_client_for_all_threads():
    """Threads that make the first call together share the one HTTP client that is then made."""
    made = []
    client = Client(toolzz_token=TOKEN, base_url="http://127.0.0.1:9")
    start = threading.Barrier(THREADS)

    def first(_):
        start.wait()
        made.append(client._engine.pool.sender().http)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(first, range(THREADS)))
    assert len(made) == THREADS
    assert len(set(map(id, made))) == 1
    client.close()
    assert made[0].is_closed


def test_walks_in_threads_are_apart():
    """Walks over pages in several threads each see every page once."""

    def page(request):
        skip = json.loads(request.content)["arguments"]["skip"]
        return done([{"uid": f"bk-{index}"} for index in range(skip, min(skip + 10, 35))])

    client = sync_client(Upstream(page))
    expected = [f"bk-{index}" for index in range(35)]
    with ThreadPoolExecutor(THREADS) as pool:
        walks = pool.map(lambda _: [item.uid for item in client.bookings.iterate(take=10)], range(THREADS))
        assert all(expected == walk for walk in walks)


@pytest.mark.parametrize("name", ["CAL_FETCH_ALL_BOOKINGS", "CAL_CANCEL_BOOKING_VIA_UID"])
def test_descriptions_in_threads(name):
    """Descriptions can be asked for from several threads."""
    client = sync_client(Upstream(Reply(200, example("bookings.get").answer)))
    with ThreadPoolExecutor(THREADS) as pool:
        assert len({told.summary for told in pool.map(client.actions.describe, [name] * THREADS)}) == 1
