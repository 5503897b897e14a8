"""Webhooks of Cal.com in FastAPI: `uvicorn webhooks_fastapi:app`."""

import os

from fastapi import BackgroundTasks, FastAPI, Request, Response
from toolzz_cal import errors, webhooks
from webhook_inbox import keep, work

SECRET = os.environ["CAL_WEBHOOK_SECRET"]  # what the webhook was made with

app = FastAPI()


@app.post("/cal")
async def cal(request: Request, tasks: BackgroundTasks) -> Response:
    """Keeps an event, answers, and handles it then."""
    body = await request.body()
    try:
        event = webhooks.receive(body, request.headers, SECRET)
    except errors.SignatureMismatch:
        return Response(status_code=401)
    except errors.WebhookError:
        return Response(status_code=400)
    keep(event, body)
    tasks.add_task(work)
    return Response(status_code=204)
