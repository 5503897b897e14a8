"""celery, a worker in a thread, results as JSON."""

from celery import Celery
from celery.contrib.testing.worker import start_worker
from claims import claim, options, same, serving, tell
from toolzz_cal import Client

app = Celery("fit", broker="memory://", backend="cache+memory://")


@app.task(name="fit.get")
def get(url):
    with Client(**options(url)) as client:
        return client.bookings.get(booking_uid="bk1").data.to_dict()


@claim("a task calls the client, and gives a model's object as its result")
def task():
    with serving() as url, start_worker(app, perform_ping_check=False, pool="solo"):
        same(get.delay(url).get(timeout=300)["uid"], "bk1")


tell()
