"""A world with a booking whose webhooks fire, and a receiver that keeps what came."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import toolzz_cal_mock.world.booking_changes
import toolzz_cal_mock.world.booking_moves
import toolzz_cal_mock.world.bookings  # noqa: F401
from toolzz_cal_mock.deliveries import Deliveries
from toolzz_cal_mock.world import booking_rows
from toolzz_cal_mock.world.event_type_rows import new_event_type
from toolzz_cal_mock.world.webhooks import TRIGGERS, new_webhook

from tests.support.behaviours import people

URL = "http://127.0.0.1:9000/cal"
ANA = {
    "name": "Ana Maria Prado",
    "email": "ana.prado@example.com",
    "timeZone": "America/Sao_Paulo",
    "language": "pt-BR",
}


def new_booking(world, event_type, host, uid="bk4Zr8YqLw2TnVx6", after=timedelta(hours=1), id=77, **fields):
    """A booking of 30 minutes with Ana and a guest, in Cal Video."""
    return booking_rows.new_booking(
        world,
        event_type,
        world.now() + after,
        ANA,
        id=id,
        uid=uid,
        hosts=[host["id"]],
        guests=["guest@example.com"],
        metadata={"order": "7"},
        responses={"company": "Example Ltd", "notes": "Bring the plan"},
        **fields,
    )


class Stage:
    """People, an event type of the owner with a booking, and the deliveries of their world."""

    def __init__(self):
        them = people()
        self.them, self.world = them, them.world
        self.deliveries = Deliveries(self.world)
        them.owner["timeZone"] = "America/Sao_Paulo"
        fields = [{"slug": "company", "type": "text", "label": "Company"}]
        self.event_type = new_event_type(self.world, 31790, id=10482, slug="onboarding", bookingFields=fields)
        self.booking = new_booking(self.world, self.event_type, them.owner)

    def subscribe(self, *triggers, owner=("userId", 31790), url=URL, **fields):
        """A webhook; of the owner unless said otherwise."""
        return new_webhook(self.world, url, triggers or TRIGGERS, owner=owner, **fields)

    def fire(self, trigger, row=None, **more):
        """Emits an event and gives the body of its only delivery."""
        before = len(self.deliveries)
        self.world.emit(trigger, row or self.booking, **more)
        (delivery,) = self.deliveries[before:]
        return delivery.json()


class Receiver(BaseHTTPRequestHandler):
    """Answers what the path says and keeps what came."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        status = int(self.path.rpartition("/")[2].partition("?")[0] or 200)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/200")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args):
        pass
