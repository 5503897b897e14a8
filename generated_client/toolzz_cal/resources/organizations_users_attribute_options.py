# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Attribute options of users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._operation import CalRequest, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsUsersAttributeOptions", "OrganizationsUsersAttributeOptions"]

_LIST = GATEWAY.action(
    "organizations.users.attribute_options.list",
    "CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES_OPTIONS",
    "read",
    many(lambda: models.UserAttributeOption),
    CalRequest("GET", "/v2/organizations/{orgId}/attributes/options/{userId}"),
)
_ASSIGN = GATEWAY.action(
    "organizations.users.attribute_options.assign",
    "CAL_POST_ORG_ATTRIBUTE_OPTION_BY_USER",
    "write",
    one(lambda: models.AssignedAttributeOption),
    CalRequest("POST", "/v2/organizations/{orgId}/attributes/options/{userId}", "body"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId", "userId": "userId"}, held={"id": "attributeOptionId"}),
)
_UNASSIGN = GATEWAY.action(
    "organizations.users.attribute_options.unassign",
    "CAL_DELETE_USER_ATTRIBUTE_OPTION",
    "destroy",
    one(lambda: models.AssignedAttributeOption),
    CalRequest("DELETE", "/v2/organizations/{orgId}/attributes/options/{userId}/{attributeOptionId}"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId", "userId": "userId"}, gone={"id": "attributeOptionId"}),
)


class OrganizationsUsersAttributeOptions(Resource):
    """Attribute options of users.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def assign(
        self,
        *,
        org_id: int,
        user_id: int,
        attribute_id: str,
        value: str | None = None,
        attribute_option_id: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AssignedAttributeOption]:
        """Assign an attribute option to an organization user.

        Gives a user an option of an attribute. Select attributes need `attributeOptionId`; text and number attributes
        also take `value`, from which Cal.com makes a new option. The membership must be accepted. Source: action
        `CAL_POST_ORG_ATTRIBUTE_OPTION_BY_USER`.

        Args:
            org_id: Number of the organization the user and the attribute belong to.
            user_id: Number of the user who gets the option.
            attribute_id: Id of the attribute the option or value is for.
            value: Text or number to store; refused for select attributes, ignored beside an option id.
            attribute_option_id: Id of an existing option; one of this and `value` is needed.
            reconcile: Whether to look with `organizations.users.attribute_options.list` what became of it when the
                outcome is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The record that a member has an option.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "attributeId": attribute_id,
            "value": value,
            "attributeOptionId": attribute_option_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _ASSIGN,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def list(
        self,
        *,
        org_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.UserAttributeOption]:
        """List the attribute options of an organization user.

        Gives the options assigned to one user, over all attributes of the organization, without paging. Each entry
        carries the id of its attribute. Source: action `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES_OPTIONS`.

        Args:
            org_id: Number of the organization whose attributes count.
            user_id: Number of the user whose options are wanted.

        Returns:
            Options that the user has, over all attributes.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "userId": user_id}, extra_arguments, extra_headers, timeout)

    def unassign(
        self,
        *,
        org_id: int,
        user_id: int,
        attribute_option_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AssignedAttributeOption]:
        """Take an attribute option away from an organization user.

        Ends the link between one user and an option. The option itself stays and can be assigned again. Source: action
        `CAL_DELETE_USER_ATTRIBUTE_OPTION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who loses the option.
            attribute_option_id: Id of the option to take away, as listed for the user.
            reconcile: Whether to look with `organizations.users.attribute_options.list` what became of it when the
                outcome is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The record that a member has an option.
        """
        _given = {"orgId": org_id, "userId": user_id, "attributeOptionId": attribute_option_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _UNASSIGN,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )


class AsyncOrganizationsUsersAttributeOptions(AsyncResource):
    """Attribute options of users.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def assign(
        self,
        *,
        org_id: int,
        user_id: int,
        attribute_id: str,
        value: str | None = None,
        attribute_option_id: str | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AssignedAttributeOption]:
        """Assign an attribute option to an organization user.

        Gives a user an option of an attribute. Select attributes need `attributeOptionId`; text and number attributes
        also take `value`, from which Cal.com makes a new option. The membership must be accepted. Source: action
        `CAL_POST_ORG_ATTRIBUTE_OPTION_BY_USER`.

        Args:
            org_id: Number of the organization the user and the attribute belong to.
            user_id: Number of the user who gets the option.
            attribute_id: Id of the attribute the option or value is for.
            value: Text or number to store; refused for select attributes, ignored beside an option id.
            attribute_option_id: Id of an existing option; one of this and `value` is needed.
            reconcile: Whether to look with `organizations.users.attribute_options.list` what became of it when the
                outcome is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The record that a member has an option.
        """
        _given = {
            "orgId": org_id,
            "userId": user_id,
            "attributeId": attribute_id,
            "value": value,
            "attributeOptionId": attribute_option_id,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _ASSIGN,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def list(
        self,
        *,
        org_id: int,
        user_id: int,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.UserAttributeOption]:
        """List the attribute options of an organization user.

        Gives the options assigned to one user, over all attributes of the organization, without paging. Each entry
        carries the id of its attribute. Source: action `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES_OPTIONS`.

        Args:
            org_id: Number of the organization whose attributes count.
            user_id: Number of the user whose options are wanted.

        Returns:
            Options that the user has, over all attributes.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(_LIST, {"orgId": org_id, "userId": user_id}, extra_arguments, extra_headers, timeout)

    async def unassign(
        self,
        *,
        org_id: int,
        user_id: int,
        attribute_option_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AssignedAttributeOption]:
        """Take an attribute option away from an organization user.

        Ends the link between one user and an option. The option itself stays and can be assigned again. Source: action
        `CAL_DELETE_USER_ATTRIBUTE_OPTION`.

        Args:
            org_id: Number of the organization the user belongs to.
            user_id: Number of the user who loses the option.
            attribute_option_id: Id of the option to take away, as listed for the user.
            reconcile: Whether to look with `organizations.users.attribute_options.list` what became of it when the
                outcome is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            The record that a member has an option.
        """
        _given = {"orgId": org_id, "userId": user_id, "attributeOptionId": attribute_option_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UNASSIGN,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )
