# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""Attributes of organizations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from .. import models
from .._operation import CalRequest, Reconcile, Repeat, Reread, many, one, one_or_none
from .._redaction import Hidden, hidden
from .._resource import AsyncResource, Resource
from ..results import ActionResult, ListResult
from . import GATEWAY

if TYPE_CHECKING:
    from .organizations_attributes_options import AsyncOrganizationsAttributesOptions, OrganizationsAttributesOptions

__all__ = ["AsyncOrganizationsAttributes", "OrganizationsAttributes"]

_GET = GATEWAY.action(
    "organizations.attributes.get",
    "CAL_FETCH_ORGANIZATION_ATTRIBUTE_BY_ID",
    "read",
    one_or_none(lambda: models.Attribute),
    CalRequest("GET", "/v2/organizations/{orgId}/attributes/{attributeId}"),
)
_LIST = GATEWAY.action(
    "organizations.attributes.list",
    "CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES",
    "read",
    many(lambda: models.Attribute),
    CalRequest("GET", "/v2/organizations/{orgId}/attributes"),
)
_UPDATE = GATEWAY.action(
    "organizations.attributes.update",
    "CAL_MODIFY_ORG_ATTRIBUTE_BY_ID",
    "write",
    one(lambda: models.Attribute),
    CalRequest("PATCH", "/v2/organizations/{orgId}/attributes/{attributeId}", "body"),
    reconcile=Repeat(),
)
_CREATE = GATEWAY.action(
    "organizations.attributes.create",
    "CAL_CREATE_ORGANIZATION_ATTRIBUTES",
    "write",
    one(lambda: models.Attribute),
    CalRequest("POST", "/v2/organizations/{orgId}/attributes", "body"),
    reconcile=Reconcile(
        _LIST, filters={"orgId": ("orgId", "")}, same={"slug": ("slug", ""), "name": ("name", "")}, id="id", pages=True
    ),
)
_DELETE = GATEWAY.action(
    "organizations.attributes.delete",
    "CAL_DELETE_ORGANIZATION_ATTRIBUTE",
    "destroy",
    one(lambda: models.Attribute),
    CalRequest("DELETE", "/v2/organizations/{orgId}/attributes/{attributeId}"),
    reconcile=Reread(_LIST, filters={"orgId": "orgId"}, gone={"id": "attributeId"}, pages=True),
)


class OrganizationsAttributes(Resource):
    """Attributes of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `Resource`.
    """

    @cached_property
    def options(self) -> OrganizationsAttributesOptions:
        """Options of attributes."""
        from .organizations_attributes_options import OrganizationsAttributesOptions

        return OrganizationsAttributesOptions(self._engine)

    def create(
        self,
        *,
        name: str,
        slug: str,
        type_: Literal["TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT"],
        org_id: int,
        options: Sequence[models.AttributeOptionInput | models.AttributeOptionInputDict],
        enabled: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Create an organization attribute.

        Adds a field that describes the organization's users, such as an office or a skill. For the two select types the
        options are stored along with it; for `TEXT` and `NUMBER` an empty list is enough. Source: action
        `CAL_CREATE_ORGANIZATION_ATTRIBUTES`.

        Args:
            name: Title of the attribute as people see it.
            slug: Short identifier in lower case; it must be unique.
            type_: Kind of value: free text, a number, one choice or several choices.
            org_id: Number of the organization that gets the attribute.
            options: Choices of a select attribute; send `[]` for the other types.
            enabled: Whether the attribute is in use and shown on profiles.
            reconcile: Whether to look with `organizations.attributes.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        _given = Hidden(
            {"name": name, "slug": slug, "type": type_, "orgId": org_id, "options": options, "enabled": enabled}
        )
        del options
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

    def delete(
        self,
        *,
        org_id: int,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Delete an organization attribute.

        Removes an attribute for good, with its options and everything users were assigned through them. The reply holds
        the attribute as it was. Source: action `CAL_DELETE_ORGANIZATION_ATTRIBUTE`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to delete, such as `attr_7f3k2m`.
            reconcile: Whether to look with `organizations.attributes.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(
            _DELETE,
            {"orgId": org_id, "attributeId": attribute_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    def get(
        self,
        *,
        org_id: int,
        attribute_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute | None]:
        """Get an organization attribute.

        Reads one attribute without its options, which `organizations.attributes.options.list` gives. An unknown id is
        answered with empty data instead of an error. Source: action `CAL_FETCH_ORGANIZATION_ATTRIBUTE_BY_ID`.

        Args:
            org_id: Number of the organization to look in.
            attribute_id: Id of the attribute, taken from the organization's attribute list.

        Returns:
            The attribute; null when the id is unknown.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_GET, {"orgId": org_id, "attributeId": attribute_id}, extra_arguments, extra_headers, timeout)

    def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Attribute]:
        """List the attributes of an organization.

        Gives the fields by which the organization describes its users, enabled or not. The reply is a plain list
        without a total, so a page shorter than `take` is the last one. Source: action
        `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES`.

        Args:
            org_id: Number of the organization whose attributes are wanted.
            skip: How many attributes to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 attributes; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Attributes of the organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout)

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> Iterator[models.Attribute]:
        """List the attributes of an organization.

        Gives the fields by which the organization describes its users, enabled or not. The reply is a plain list
        without a total, so a page shorter than `take` is the last one. Source: action
        `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES`.

        Args:
            org_id: Number of the organization whose attributes are wanted.
            skip: How many attributes to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 attributes; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def update(
        self,
        *,
        org_id: int,
        attribute_id: str,
        name: str | None = None,
        slug: str | None = None,
        type_: Literal["TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT"] | None = None,
        enabled: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Update an organization attribute.

        Changes the title, slug, type or state of an attribute; what is left out stays as it is. Another type does not
        convert the values already assigned, and options have operations of their own. Source: action
        `CAL_MODIFY_ORG_ATTRIBUTE_BY_ID`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to change.
            name: New title of the attribute.
            slug: New unique short identifier.
            type_: New kind of value; existing values may no longer fit it.
            enabled: Whether the attribute stays in use and shown on profiles.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        _given = {
            "orgId": org_id,
            "attributeId": attribute_id,
            "name": name,
            "slug": slug,
            "type": type_,
            "enabled": enabled,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return self._run(_UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key)


class AsyncOrganizationsAttributes(AsyncResource):
    """Attributes of organizations.

    What every method takes besides its own arguments, and what it raises, stands at `AsyncResource`.
    """

    @cached_property
    def options(self) -> AsyncOrganizationsAttributesOptions:
        """Options of attributes."""
        from .organizations_attributes_options import AsyncOrganizationsAttributesOptions

        return AsyncOrganizationsAttributesOptions(self._engine)

    async def create(
        self,
        *,
        name: str,
        slug: str,
        type_: Literal["TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT"],
        org_id: int,
        options: Sequence[models.AttributeOptionInput | models.AttributeOptionInputDict],
        enabled: bool | None = None,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Create an organization attribute.

        Adds a field that describes the organization's users, such as an office or a skill. For the two select types the
        options are stored along with it; for `TEXT` and `NUMBER` an empty list is enough. Source: action
        `CAL_CREATE_ORGANIZATION_ATTRIBUTES`.

        Args:
            name: Title of the attribute as people see it.
            slug: Short identifier in lower case; it must be unique.
            type_: Kind of value: free text, a number, one choice or several choices.
            org_id: Number of the organization that gets the attribute.
            options: Choices of a select attribute; send `[]` for the other types.
            enabled: Whether the attribute is in use and shown on profiles.
            reconcile: Whether to look with `organizations.attributes.list` for what was made when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        _given = Hidden(
            {"name": name, "slug": slug, "type": type_, "orgId": org_id, "options": options, "enabled": enabled}
        )
        del options
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

    async def delete(
        self,
        *,
        org_id: int,
        attribute_id: str,
        reconcile: bool = False,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Delete an organization attribute.

        Removes an attribute for good, with its options and everything users were assigned through them. The reply holds
        the attribute as it was. Source: action `CAL_DELETE_ORGANIZATION_ATTRIBUTE`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to delete, such as `attr_7f3k2m`.
            reconcile: Whether to look with `organizations.attributes.list` what became of it when the outcome is
                unknown, and answer with it; looks once before the call too. It is never sent twice.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _DELETE,
            {"orgId": org_id, "attributeId": attribute_id},
            extra_arguments,
            extra_headers,
            timeout,
            reconcile=reconcile,
            idempotency_key=idempotency_key,
        )

    async def get(
        self,
        *,
        org_id: int,
        attribute_id: str,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute | None]:
        """Get an organization attribute.

        Reads one attribute without its options, which `organizations.attributes.options.list` gives. An unknown id is
        answered with empty data instead of an error. Source: action `CAL_FETCH_ORGANIZATION_ATTRIBUTE_BY_ID`.

        Args:
            org_id: Number of the organization to look in.
            attribute_id: Id of the attribute, taken from the organization's attribute list.

        Returns:
            The attribute; null when the id is unknown.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _GET, {"orgId": org_id, "attributeId": attribute_id}, extra_arguments, extra_headers, timeout
        )

    async def list(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ListResult[models.Attribute]:
        """List the attributes of an organization.

        Gives the fields by which the organization describes its users, enabled or not. The reply is a plain list
        without a total, so a page shorter than `take` is the last one. Source: action
        `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES`.

        Args:
            org_id: Number of the organization whose attributes are wanted.
            skip: How many attributes to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 attributes; 250 when absent. (Source: Cal.com's API v2.)

        Returns:
            Attributes of the organization.
        """
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    def iterate(
        self,
        *,
        org_id: int,
        skip: int | None = None,
        take: int | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> AsyncIterator[models.Attribute]:
        """List the attributes of an organization.

        Gives the fields by which the organization describes its users, enabled or not. The reply is a plain list
        without a total, so a page shorter than `take` is the last one. Source: action
        `CAL_RETRIEVE_ORGANIZATION_ATTRIBUTES`.

        Args:
            org_id: Number of the organization whose attributes are wanted.
            skip: How many attributes to pass over, for paging; 0 when absent. (Source: Cal.com's API v2.)
            take: Size of the page, 1 to 250 attributes; 250 when absent. (Source: Cal.com's API v2.)

        Yields:
            The items, page after page, each once; `take` is the size of a page. A list that gets shorter meanwhile is
            read again, for what has moved to places that were passed.
        """
        return self._pages(
            _LIST, {"orgId": org_id, "skip": skip, "take": take}, extra_arguments, extra_headers, timeout
        )

    async def update(
        self,
        *,
        org_id: int,
        attribute_id: str,
        name: str | None = None,
        slug: str | None = None,
        type_: Literal["TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT"] | None = None,
        enabled: bool | None = None,
        idempotency_key: str | None = None,
        extra_arguments: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
    ) -> ActionResult[models.Attribute]:
        """Update an organization attribute.

        Changes the title, slug, type or state of an attribute; what is left out stays as it is. Another type does not
        convert the values already assigned, and options have operations of their own. Source: action
        `CAL_MODIFY_ORG_ATTRIBUTE_BY_ID`.

        Args:
            org_id: Number of the organization that owns the attribute.
            attribute_id: Id of the attribute to change.
            name: New title of the attribute.
            slug: New unique short identifier.
            type_: New kind of value; existing values may no longer fit it.
            enabled: Whether the attribute stays in use and shown on profiles.

        Returns:
            A property that an organization records about its members, such as an office or a skill.
        """
        _given = {
            "orgId": org_id,
            "attributeId": attribute_id,
            "name": name,
            "slug": slug,
            "type": type_,
            "enabled": enabled,
        }
        extra_arguments, extra_headers = hidden(extra_arguments), hidden(extra_headers)
        return await self._run(
            _UPDATE, _given, extra_arguments, extra_headers, timeout, idempotency_key=idempotency_key
        )
