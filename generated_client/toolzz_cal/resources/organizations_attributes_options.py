# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Options of attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._deprecated import deprecated as deprecated_
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one
from .._redaction import hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

__all__ = ["AsyncOrganizationsAttributesOptions", "OrganizationsAttributesOptions"]

_LIST = GATEWAY.action(
    "organizations.attributes.options.list",
    "CAL_RETRIEVE_ATTRIBUTE_OPTIONS_FOR_ORG",
    "read",
    many(lambda: models.AttributeOption),
    CalRequest("GET", "/v2/organizations/{orgId}/attributes/{attributeId}/options"),
)
_UPDATE = GATEWAY.action(
    "organizations.attributes.options.update",
    "CAL_PATCH_ORGANIZATION_ATTRIBUTE_OPTION",
    "write",
    one(lambda: models.AttributeOption),
    CalRequest("PATCH", "/v2/organizations/{orgId}/attributes/{attributeId}/options/{optionId}", "body"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.attributes.options.create",
    "CAL_ADD_ORGANIZATION_ATTRIBUTE_OPTION",
    "write",
    one(lambda: models.AttributeOption),
    CalRequest("POST", "/v2/organizations/{orgId}/attributes/{attributeId}/options", "body"),
    reconcile=Reconcile(
        _LIST,
        filters={"orgId": ("orgId", ""), "attributeId": ("attributeId", "")},
        same={"slug": ("slug", ""), "value": ("value", "")},
        id="id",
    ),
)
_DELETE = GATEWAY.action(
    "organizations.attributes.options.delete",
    "CAL_DELETE_ORGANIZATION_ATTRIBUTE_OPTION",
    "destroy",
    one(lambda: models.AttributeOption),
    CalRequest("DELETE", "/v2/organizations/{orgId}/attributes/{attributeId}/options/{optionId}"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId", "attributeId": "attributeId"}, gone={"id": "optionId"}),
)


class OrganizationsAttributesOptions(Resource):
    """Options of attributes.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    def create(
        self,
        *,
        slug: str,
        org_id: int,
        value: str,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Add an option to an organization attribute.

        Puts one more choice on a select attribute. Nobody has the option until it is assigned with
        `organizations.users.attribute_options.assign`. Source: action `CAL_ADD_ORGANIZATION_ATTRIBUTE_OPTION`.

        Args:
            slug: Short identifier of the option; no other option of the attribute may have it.
            org_id: Number of the organization that owns the attribute.
            value: Text by which people recognize the option.
            attribute_id: Id of the attribute that gets the new choice.
            reconcile: Whether to look with `organizations.attributes.options.list` for what was made when the outcome
                is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"slug": slug, "orgId": org_id, "value": value, "attributeId": attribute_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    @deprecated_("The gateway has flagged it since 2026-02-23; Cal.com still documents the request.")
    def delete(
        self,
        *,
        org_id: int,
        option_id: str,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Delete an option of an organization attribute.

        Removes a choice for good and takes it away from every user who had it. The attribute and its other options
        stay. Source: action `CAL_DELETE_ORGANIZATION_ATTRIBUTE_OPTION`.

        Deprecated: The gateway has flagged it since 2026-02-23; Cal.com still documents the request.

        Args:
            org_id: Number of the organization that owns the attribute.
            option_id: Id of the option to delete, as the option list shows it.
            attribute_id: Id of the attribute the option belongs to.
            reconcile: Whether to look with `organizations.attributes.options.list` what became of it when the outcome
                is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"orgId": org_id, "optionId": option_id, "attributeId": attribute_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
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
        attribute_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.AttributeOption]:
        """List the options of an organization attribute.

        Gives every choice of one attribute in a single reply; there is no paging. For text and number attributes the
        list holds the values typed in for users. Source: action `CAL_RETRIEVE_ATTRIBUTE_OPTIONS_FOR_ORG`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to list the choices of.

        Returns:
            Every value that the attribute offers.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "attributeId": attribute_id}, extra_arguments, extra_headers, timeout)

    def update(
        self,
        *,
        org_id: int,
        option_id: str,
        attribute_id: str,
        slug: str | None = None,
        value: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Update an option of an organization attribute.

        Renames a choice or changes its slug; what is left out stays as it is. Users who have the option keep it and
        show the new text. Source: action `CAL_PATCH_ORGANIZATION_ATTRIBUTE_OPTION`.

        Args:
            org_id: Number of the organization that owns the attribute.
            option_id: Id of the option to change.
            attribute_id: Id of the attribute the option belongs to.
            slug: New short identifier, still free within the attribute.
            value: New text by which people recognize the option.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"orgId": org_id, "optionId": option_id, "attributeId": attribute_id, "slug": slug, "value": value}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsAttributesOptions(AsyncResource):
    """Options of attributes.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    async def create(
        self,
        *,
        slug: str,
        org_id: int,
        value: str,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Add an option to an organization attribute.

        Puts one more choice on a select attribute. Nobody has the option until it is assigned with
        `organizations.users.attribute_options.assign`. Source: action `CAL_ADD_ORGANIZATION_ATTRIBUTE_OPTION`.

        Args:
            slug: Short identifier of the option; no other option of the attribute may have it.
            org_id: Number of the organization that owns the attribute.
            value: Text by which people recognize the option.
            attribute_id: Id of the attribute that gets the new choice.
            reconcile: Whether to look with `organizations.attributes.options.list` for what was made when the outcome
                is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"slug": slug, "orgId": org_id, "value": value, "attributeId": attribute_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _CREATE,
            _given,
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    @deprecated_("The gateway has flagged it since 2026-02-23; Cal.com still documents the request.")
    async def delete(
        self,
        *,
        org_id: int,
        option_id: str,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Delete an option of an organization attribute.

        Removes a choice for good and takes it away from every user who had it. The attribute and its other options
        stay. Source: action `CAL_DELETE_ORGANIZATION_ATTRIBUTE_OPTION`.

        Deprecated: The gateway has flagged it since 2026-02-23; Cal.com still documents the request.

        Args:
            org_id: Number of the organization that owns the attribute.
            option_id: Id of the option to delete, as the option list shows it.
            attribute_id: Id of the attribute the option belongs to.
            reconcile: Whether to look with `organizations.attributes.options.list` what became of it when the outcome
                is unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"orgId": org_id, "optionId": option_id, "attributeId": attribute_id}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
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
        attribute_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.AttributeOption]:
        """List the options of an organization attribute.

        Gives every choice of one attribute in a single reply; there is no paging. For text and number attributes the
        list holds the values typed in for users. Source: action `CAL_RETRIEVE_ATTRIBUTE_OPTIONS_FOR_ORG`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to list the choices of.

        Returns:
            Every value that the attribute offers.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST, {"orgId": org_id, "attributeId": attribute_id}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
        org_id: int,
        option_id: str,
        attribute_id: str,
        slug: str | None = None,
        value: str | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.AttributeOption]:
        """Update an option of an organization attribute.

        Renames a choice or changes its slug; what is left out stays as it is. Users who have the option keep it and
        show the new text. Source: action `CAL_PATCH_ORGANIZATION_ATTRIBUTE_OPTION`.

        Args:
            org_id: Number of the organization that owns the attribute.
            option_id: Id of the option to change.
            attribute_id: Id of the attribute the option belongs to.
            slug: New short identifier, still free within the attribute.
            value: New text by which people recognize the option.

        Returns:
            One of the values that an attribute can take.
        """
        _given = {"orgId": org_id, "optionId": option_id, "attributeId": attribute_id, "slug": slug, "value": value}
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
