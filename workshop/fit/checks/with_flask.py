"""Flask."""

from claims import claim, tell
from flask import Flask, request
from receiving import received, status_of

app = Flask(__name__)


@app.post("/cal")
def cal():
    return "", status_of(request.get_data(), request.headers)


@claim("its requests are taken for webhooks, and forged ones refused")
def webhook():
    client = app.test_client()
    received(lambda body, headers: client.post("/cal", data=body, headers=headers).status_code)


tell()
