"""Django."""

import django
from claims import claim, tell
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from receiving import received, status_of

settings.configure()
django.setup()


def cal(request):
    return HttpResponse(status=status_of(request.body, request.headers))


@claim("its requests are taken for webhooks, and forged ones refused")
def webhook():
    requests = RequestFactory()

    def post(body, headers):
        return cal(requests.post("/cal", body, content_type="application/json", headers=headers)).status_code

    received(post)


tell()
