"""An action that was renamed: which of its slugs is sent follows the toolkit's version, and what the gateway has."""

import pytest
from toolzz_cal import errors, operations

from tests.support.client import Reply
from tests.support.shapes import Renamed
from tests.support.tables import every

DOCUMENTED, NEWER = "CAL_CAL_DELETE_OAUTH_CLIENT_WEBHOOK", "CAL_DELETE_OAUTH_CLIENT_WEBHOOK"
ARGUMENTS = {"clientId": "client-example", "webhookId": "wh-example"}


def not_found(told, status=404, **more):
    """The gateway's own words for what it does not have."""
    return Reply(status, {"error": {"message": told, "code": 2401, "status": status, **more}})


GONE = [
    not_found("Tool SLUG not found"),
    not_found("The tool was not found", slug="tool_not_found", suggested_fix="Check the slug and the account"),
    not_found("Unknown tool: SLUG"),
    not_found("Unable to retrieve tool with slug SLUG"),
    not_found("Not found"),
    not_found("This tool is deprecated and has been removed", 410),
    not_found("SLUG does not exist in version 20260721_00"),
]
OTHERS = [
    not_found("No connected account found for this user", code=1803),
    not_found("No connected account found to run tool SLUG: not found"),
    not_found("There is no route /api/v3.1/tools/execute/SLUG"),
    not_found("This version of the API has been removed", 410),
    not_found("The webhook was not found"),
    Reply(404, b"<html>tool not found</html>"),
    Reply(500, {"error": {"message": "Tool SLUG not found"}}),
    Reply(200, {"successful": False, "error": "Tool SLUG not found", "data": {}}),
]


def delete(client):
    """The renamed action by its method."""
    return client.call("oauth_clients.webhooks.delete", client_id="client-example", webhook_id="wh-example")


@every(("version", "slug"), [("20250801_00", DOCUMENTED), (None, NEWER), ("latest", NEWER)])
def test_the_version_decides(version, slug, api):
    """One request, whoever names the action and however."""
    gateway = Renamed(slug, not_found("no"))
    client = api(gateway, toolkit_version=version)
    delete(client)
    for name in (DOCUMENTED, NEWER):
        client.call("actions.execute", name, ARGUMENTS)
    assert [slug] * 3 == gateway.slugs


@every("refusal", GONE, ids=str)
@every("version", ["20250801_00", "20260721_00"])
def test_where_there_is_no_such_tool_the_other_slug_is_sent(version, refusal, api):
    """Once, and from then on at first; copies know it too."""
    slugs = (DOCUMENTED, NEWER) if version == "20250801_00" else (NEWER, DOCUMENTED)
    gateway = Renamed(slugs[1], refusal)
    client = api(gateway, toolkit_version=version)
    assert "wh-example" == delete(client).data.id
    client.client = client.client.with_options(user_id="user-1")
    delete(client)
    assert [*slugs, slugs[1]] == gateway.slugs


@every("refusal", GONE, ids=str)
def test_where_there_is_neither_the_first_refusal_is_told(refusal, api):
    """With both slugs; the next call tries again."""
    gateway = Renamed(None, refusal)
    client = api(gateway)
    for _ in range(2):
        with pytest.raises((errors.NotFound, errors.Gone)) as caught:
            delete(client)
        assert f"The gateway has no {NEWER} and no {DOCUMENTED}" in caught.value.message
        assert caught.value.url.endswith(f"/{NEWER}")
    assert [NEWER, DOCUMENTED] * 2 == gateway.slugs


@every("refusal", OTHERS, ids=str)
def test_another_refusal_is_final(refusal, api):
    """What is not said of the tool, or does not prove that nothing was done, sends nothing more."""
    gateway = Renamed(None, refusal)
    with pytest.raises(errors.ToolzzCalError):
        delete(api(gateway))
    assert [NEWER] == gateway.slugs


def test_actions_of_one_slug_are_sent_once(api):
    """There is nothing else to try."""
    gateway = Renamed(None, not_found("Tool CAL_CANCEL_BOOKING_VIA_UID not found"))
    with pytest.raises(errors.NotFound):
        api(gateway).cancel()
    assert ["CAL_CANCEL_BOOKING_VIA_UID"] == gateway.slugs


def test_descriptions_keep_the_documented_slug():
    """By either name the same operation is described."""
    assert operations.get(NEWER) is operations.get(DOCUMENTED)
    assert (DOCUMENTED, (DOCUMENTED, NEWER)) == (operations.get(NEWER).slug, operations.get(NEWER).slugs)
