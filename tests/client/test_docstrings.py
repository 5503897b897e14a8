"""Whoever reads `help()` finds each class and method described, with every argument and the action it runs."""

import importlib
import inspect
import pkgutil
import re

import pytest
import toolzz_cal
from toolzz_cal import models
from toolzz_cal._config import Options

from tests.support.client import Api, Example, Upstream, examples, iterator, pageable
from tests.support.tables import every

EACH = every("each", examples(), ids=str)
MODULES = [importlib.import_module(info.name) for info in pkgutil.walk_packages(toolzz_cal.__path__, "toolzz_cal.")]
# What every method takes besides its own arguments.
SHARED = ["extra_arguments", "extra_headers", "timeout"]
# And what those take that write.
KEYED = ["idempotency_key"]
CLASSES = [getattr(models, name) for name in models.__all__ if hasattr(getattr(models, name), "from_dict")]


def section(text: str, title: str) -> str:
    """One section of a docstring, such as `Args`, its indentation taken off."""
    found = re.search(rf"^{title}:\n((?: +.*\n?|\n)+)", text, re.MULTILINE)
    return inspect.cleandoc("\n" + found[1]) if found else ""


def entries(text: str) -> dict[str, str]:
    """The entries of a section: names, and what is said of each."""
    return dict(re.findall(r"^(\w+): (.+)$", text, re.MULTILINE))


def public(holder, module: str):
    """Public classes, functions, methods and properties that are defined in a module."""
    for name, value in vars(holder).items():
        value = inspect.unwrap(getattr(value, "func", getattr(value, "fget", getattr(value, "__func__", value))))
        if name.startswith("_") or getattr(value, "__module__", None) != module:
            continue
        if inspect.isclass(value):
            yield f"{name}", value
            yield from ((f"{name}.{inner}", each) for inner, each in public(value, module))
        elif inspect.isfunction(value):
            yield name, value


def test_everything_public_is_described():
    """Every module, class, function, method and property of the package has a docstring."""
    assert len(MODULES) > 100
    bare = [module.__name__ for module in MODULES if not inspect.getdoc(module)]
    found = [
        (f"{module.__name__}.{name}", each) for module in MODULES for name, each in public(module, module.__name__)
    ]
    bare += [name for name, each in found if not each.__doc__]
    assert len(found) > 600
    assert bare == []


@EACH
def test_methods_name_their_arguments_and_action(each: Example, kind):
    """A method's docstring has its summary, every argument of its own in the signature's order, and its source."""
    api = Api(kind, Upstream())
    names = [each.name, *([iterator(each.name)] if each in pageable() else [])]
    for name in names:
        method = api.method(name)
        text = inspect.getdoc(method)
        told = entries(section(text, "Args"))
        keyed = KEYED if each.effect != "read" else []
        assert [*told, *keyed, *SHARED] == list(inspect.signature(method).parameters), name
        assert all(told.values())
        assert section(text, "Returns" if name == each.name else "Yields")
        source = f"action `{each.slug}`" if each.slug else f"`{each.method} {each.path}`"
        about = " ".join(re.split(r"\n\n(?:(?:Args|Returns|Yields):\n|Deprecated: )", text)[0].split())
        assert about.endswith(f" Source: {source}.")
        assert re.match(r"[A-Z].+\.\n\n[A-Z]", text)


@EACH
def test_classes_say_what_their_methods_share(each: Example, kind):
    """The arguments that every method has, and the errors that any raises, stand at the base, which the class names."""
    holder = type(Api(kind, Upstream()).method(each.name).__self__)
    (base,) = holder.__bases__
    assert inspect.getdoc(holder).endswith(f"stands at `{base.__name__}`.")
    text = inspect.getdoc(base)
    assert SHARED == list(entries(section(text, "Every method takes, besides its own arguments")))
    assert KEYED == list(entries(section(text, "Every method that writes or destroys takes as well")))
    raised = entries(section(text, "Every method raises"))
    assert ["ActionFailed", "OutcomeUnknown", "ToolzzCalError"] == list(raised)
    assert all(issubclass(getattr(toolzz_cal, name), toolzz_cal.ToolzzCalError) for name in raised)


@every("model", CLASSES, ids=lambda each: each.__name__)
def test_models_name_their_attributes(model):
    """A model's docstring describes every attribute, in order."""
    told = entries(section(inspect.getdoc(model), "Attributes"))
    assert list(model._keys.values()) == list(told)


@pytest.mark.parametrize("name", ["Client", "AsyncClient"])
def test_options_are_described(name):
    """Every option that a client takes is described in its docstring."""
    told = entries(section(inspect.getdoc(getattr(toolzz_cal, name)), "Args"))
    assert sorted(told) == sorted([*Options.__annotations__, "http_client"])
    assert all(told.values())


def test_errors_and_policies_name_their_attributes():
    """What an error, a policy, an event, a result or a description carries is in its docstring."""
    policy = inspect.signature(toolzz_cal.RetryPolicy).parameters
    assert list(policy) == list(entries(section(inspect.getdoc(toolzz_cal.RetryPolicy), "Args")))
    for kind in (toolzz_cal.RetryEvent, toolzz_cal.Mismatch):
        assert list(kind._fields) == list(entries(section(inspect.getdoc(kind), "Attributes")))
    error = toolzz_cal.ToolzzCalError("no")
    assert set(vars(error)) == set(entries(section(inspect.getdoc(toolzz_cal.ToolzzCalError), "Attributes")))


def test_lines_fit():
    """No docstring is wider than the code."""
    texts = [(name, each.__doc__) for module in MODULES for name, each in public(module, module.__name__)]
    assert not [name for name, text in texts if any(len(line) > 120 for line in text.splitlines())]
