"""What each method is called, takes, sends and returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.document.reading import Mapping
from generator.document.references import follow
from generator.errors import SpecError, Where
from generator.extensions.agent import permission
from generator.extensions.cal import DirectRequest, direct_request, usual_version
from generator.extensions.gateway import gateway_bindings
from generator.extensions.reconcile import reconcile
from generator.normalise import Normalised, Plan
from generator.parse import Parsed, Property, Type
from generator.shape.kinds import Argument, Gateway, Operation
from generator.shape.moments import moments
from generator.shape.source import check_letters, deprecation, described, is_sensitive, refined, sourced, without_null

RESERVED_ARGUMENTS = {"self", "extra_arguments", "extra_headers", "idempotency_key", "reconcile", "timeout"}


def gateways(source: Normalised) -> tuple[Gateway, ...]:
    """Where the actions are run. One constant stands for the address that they have in common but for their slugs."""
    places = sorted({_place(plan) for plan in source.plans if plan.is_action})
    version = usual_version(source.document)
    return tuple(
        Gateway(f"GATEWAY_{number}" if number > 1 else "GATEWAY", *place, version)
        for number, place in enumerate(places, 1)
    )


def _place(plan: Plan) -> tuple[str, str, str]:
    return plan.route.method.upper(), plan.server, plan.route.path.removesuffix(plan.slug)


def operations(source: Normalised, parsed: Parsed) -> tuple[Operation, ...]:
    """Every operation, in the order of the plans."""
    known = _Known(
        {plan.route.name: plan for plan in source.plans},
        {(each.method, each.server, each.path): each.constant for each in gateways(source)},
    )
    found = tuple(_operation(source.document, plan, parsed, known) for plan in source.plans)
    _check_methods(source.plans, found)
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What an operation is seen beside: the plans of all by name, and the gateways' constants by their places."""

    plans: dict[str, Plan]
    gateways: dict[tuple[str, str, str], str]


def schema_of(plan: Plan, argument: Property) -> tuple[Any, Where]:
    """An argument's schema in the document, and where the argument stands."""
    for parameter in plan.parameters:
        if parameter["name"] == argument.key:
            return parameter["schema"], parameter.where("name")
    properties: Mapping = plan.arguments["properties"] if plan.arguments is not None else plan.route.operation
    return properties[argument.key], properties.where(argument.key)


def _operation(document: Mapping, plan: Plan, parsed: Parsed, known: _Known) -> Operation:
    source, name = plan.route.operation, plan.route.name
    key = name.replace(".", "_")
    arguments = [_argument(document, plan, each) for each in parsed.arguments[key]]
    _check_arguments(plan, parsed.arguments[key])
    answer = refined(document, parsed.answers[key], plan.answer)
    decoder = "one_or_more" if plan.is_series else _decoder(answer)
    if decoder is None:
        what = f"The answer of {name}, a {answer.kind}, is not supported"
        raise SpecError(source.where("responses"), what, "Answer an object, a list of objects, or text")
    if plan.is_action and "{" in plan.route.path:
        what = f"The path of the action {plan.route.path} has arguments"
        raise SpecError(source.where(), what, "Actions take arguments in the body")
    inner = answer.item or answer
    direct = direct_request(source, plan.arguments, usual_version(document)) if plan.is_action else None
    told, reason = deprecation(source, described(document, source))
    return Operation(
        name=name,
        method=plan.method,
        constant=plan.constant,
        http_method=plan.route.method.upper(),
        path=plan.route.path,
        server=plan.server,
        effect=str(source["x-effect"]),
        slug=plan.slug,
        gateway=known.gateways[_place(plan)] if plan.is_action else "",
        direct=direct,
        bindings=gateway_bindings(document, plan, known.plans),
        permission=permission(source, plan.arguments),
        reconcile=reconcile(document, plan, known.plans),
        moments=_moments(document, plan, direct, known) if direct is not None else (),
        summary=" ".join(str(source.get("summary", name)).split()).removesuffix("."),
        description=told,
        deprecated=reason,
        arguments=tuple(sorted(arguments, key=lambda each: not each.required)),
        answer=answer,
        decoder=decoder,
        model=inner.name if inner.kind == "model" else "",
        returned=_returned(document, plan, answer),
        iterates=_iterator(plan.method) if plan.has_pages else "",
    )


def _moments(document: Mapping, plan: Plan, direct: DirectRequest, known: _Known) -> tuple[str, ...]:
    needs = dict.fromkeys(name for each in (direct, *direct.others) for name in each.needs)
    return moments(document, plan.arguments, tuple(needs), [each.arguments for each in known.plans.values()])


def _argument(document: Mapping, plan: Plan, source: Property) -> Argument:
    schema, _ = schema_of(plan, source)
    parameter = next((each for each in plan.parameters if each["name"] == source.key), None)
    told = described(document, parameter) if parameter is not None else ""
    return Argument(
        source.key,
        source.name,
        refined(document, source.type, schema),
        source.required,
        sourced(told or described(document, schema), schema),
        parameter["in"] if parameter is not None else "body",
        is_sensitive(document, schema),
    )


def _check_arguments(plan: Plan, arguments: Iterable[Property]) -> None:
    name, count = plan.route.name, Counter(each.name for each in arguments)
    for each in arguments:
        where = schema_of(plan, each)[1]
        check_letters(each.name, each.key, name, where)
        if each.name in RESERVED_ARGUMENTS or count[each.name] > 1:
            what = f"The argument {each.key!r} of {name} would be called {each.name!r}, which is taken"
            raise SpecError(where, what, "Rename it, or leave it to extra_arguments")


def _decoder(answer: Type) -> str | None:
    """The function of `_operation` that reads an answer; None when there is none."""
    match answer.kind:
        case "model":
            return "one_or_none" if answer.nullable else "one"
        case "list" if answer.item is not None and answer.item.kind == "model":
            return "many"
        case "list" if answer.item is not None and answer.item.kind in ("str", "uuid"):
            return "texts"
        case kind:
            return {"str": "text", "uuid": "text", "object": "open_object", "any": "anything"}.get(kind)


def _returned(document: Mapping, plan: Plan, answer: Type) -> str:
    """What the method returns, in words."""
    schema = without_null(document, plan.answer)
    told = described(document, plan.answer) or described(document, schema)
    if plan.is_series:
        return f"{told} `items` holds all of them, and `data` the first."
    if not told and answer.item is not None:
        told = described(document, follow(document, schema).get("items"))
    return told or {"str": "A text.", "object": "An object of unknown shape."}.get(answer.kind, "What came.")


def _iterator(method: str) -> str:
    """List → iterate, list_mine → iterate_mine."""
    return method.replace("list", "iterate", 1) if method.startswith("list") else f"iterate_{method}"


def _check_methods(plans: Iterable[Plan], found: Iterable[Operation]) -> None:
    names = {operation.name for operation in found}
    for plan, operation in zip(plans, found, strict=True):
        other = f"{operation.name.rpartition('.')[0]}.{operation.iterates}"
        if operation.iterates and other in names:
            what = f"{operation.name} gets a method {operation.iterates!r}, and {other} is an operation"
            raise SpecError(plan.route.operation.where("operationId"), what, "Rename one of them")
