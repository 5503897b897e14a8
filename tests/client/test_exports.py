"""What the package offers, and what importing it costs: modules are counted, not seconds."""

import importlib
import importlib.metadata
import json
import subprocess
import sys
from importlib import resources

import pytest
import toolzz_cal
from toolzz_cal import errors, models
from toolzz_cal._wire import loads

from tests.support.client import KEY, PACKAGE, Upstream, document, done, examples, sync_client
from tests.support.tables import every

RUNTIME = {
    "toolzz_cal",
    "toolzz_cal._calls",
    "toolzz_cal._client",
    "toolzz_cal._addresses",
    "toolzz_cal._bounds",
    "toolzz_cal._config",
    "toolzz_cal._engine",
    "toolzz_cal._http_clients",
    "toolzz_cal._json",
    "toolzz_cal._known",
    "toolzz_cal._model",
    "toolzz_cal._operation",
    "toolzz_cal._outcome",
    "toolzz_cal._pool",
    "toolzz_cal._portable",
    "toolzz_cal._sending",
    "toolzz_cal._redaction",
    "toolzz_cal._warning",
    "toolzz_cal._wire",
    "toolzz_cal.client",
    "toolzz_cal.errors",
    "toolzz_cal.results",
    "toolzz_cal.retries",
}
OF_RESOURCES = {"toolzz_cal._resource"}
# Slow to import, and needed by no client before its first call, or at all.
UNWANTED = {
    "anyio",
    "asyncio",
    "attr",
    "concurrent",
    "dataclasses",
    "email",
    "http",
    "httpx",
    "httpcore",
    "json.tool",
    "multiprocessing",
    "opentelemetry",
    "orjson",
    "pathlib",
    "pydantic",
    "random",
    "selectors",
    "socket",
    "ssl",
    "tempfile",
    "typing_extensions",
    "urllib.request",
    "uuid",
    "zoneinfo",
}
ANSWER = """
class Answer:
    status_code, headers, content = 200, {}, b'{"data": {"uid": "bk"}, "successful": true}'

class Http:
    def request(self, method, url, **options):
        return Answer()
"""


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter imports for this code, beyond those it starts with."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    # Without site-packages' start-up files, which may import anything; the paths are those of this interpreter.
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys\nsys.path[:0] = {sys.path!r}\n{program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def own(modules: set[str]) -> set[str]:
    """Those of the package."""
    return {name for name in modules if name.partition(".")[0] == "toolzz_cal"}


# Names


def test_everything_listed_can_be_imported():
    """Each name of `__all__` is there and is what its module has under that name."""
    for name in toolzz_cal.__all__:
        value = getattr(toolzz_cal, name)
        assert getattr(value, "__name__", name).rpartition(".")[2] == name
    assert sorted(toolzz_cal.__all__) == toolzz_cal.__all__


def test_star_import_gives_just_what_is_listed():
    """`from toolzz_cal import *` binds `__all__`."""
    space: dict = {}
    exec("from toolzz_cal import *", space)
    assert set(toolzz_cal.__all__) == space.keys() - {"__builtins__"}


def test_what_the_readme_imports():
    """The names that every program starts with are listed."""
    assert {"Client", "AsyncClient", "RetryPolicy", "ActionFailed", "OutcomeUnknown"} <= set(toolzz_cal.__all__)


@pytest.mark.parametrize("module", [toolzz_cal, models], ids=lambda each: each.__name__)
def test_dir_shows_what_is_listed(module):
    """`dir` shows every listed name, also before it is imported."""
    assert set(module.__all__) <= set(dir(module))
    code = f"import {module.__name__} as m; assert set(m.__all__) <= set(dir(m))"
    assert RUNTIME.isdisjoint(own(loaded_by(code)) - {"toolzz_cal"})


@pytest.mark.parametrize("module", [toolzz_cal, models], ids=lambda each: each.__name__)
def test_unknown_name(module):
    """A name that does not exist is an AttributeError that names the module, and an ImportError on import."""
    with pytest.raises(AttributeError, match=rf"module '{module.__name__}' has no attribute 'Bookings'"):
        _ = module.Bookings
    with pytest.raises(ImportError):
        exec(f"from {module.__name__} import Bookings")


def test_models_are_all_listed():
    """`models.__all__` has every model of the package, their dicts and `json_default`, each importable."""
    stems = {path.stem for path in (PACKAGE / "models").glob("*.py")} - {"__init__", "_dicts"}
    assert models.__all__[-1] == "json_default"
    assert sorted(models.__all__) == models.__all__
    dicts = [name for name in models.__all__ if models._MODULES[name] == "_dicts"]
    assert all(name.removesuffix("Dict") in models.__all__ for name in dicts)
    assert len(stems) == len(models.__all__) - len(dicts) - 1
    for name in models.__all__[:-1]:
        value = getattr(models, name)
        module = importlib.import_module(f"toolzz_cal.models.{models._MODULES[name]}")
        assert value is getattr(module, name)
        if isinstance(value, type):
            assert (name, module.__name__) == (value.__name__, value.__module__)


def test_models_of_answers_are_importable_by_their_schemas_name():
    """Every schema that an answer consists of is a model of the same name."""
    names = {each.schema["$ref"].rpartition("/")[2] for each in examples() if "$ref" in each.schema}
    assert names <= set(models.__all__)
    assert names <= set(document()["components"]["schemas"])


@every("module", ["actions", "client", "errors", "results", "retries"])
def test_public_modules_list_what_exists(module):
    """Each public module's `__all__` names what it has."""
    found = importlib.import_module(f"toolzz_cal.{module}")
    assert all(hasattr(found, name) for name in found.__all__)
    assert sorted(found.__all__) == list(found.__all__)


def test_package_is_typed():
    """The marker of a typed package lies in it."""
    assert resources.files("toolzz_cal").joinpath("py.typed").is_file()


def test_version_is_one():
    """The package's version is that of the specification and of the installed distribution."""
    assert toolzz_cal.__version__ == document()["info"]["version"]
    assert toolzz_cal.__version__ == importlib.metadata.version("toolzz-cal")


def test_importing_the_package_imports_only_itself():
    """`import toolzz_cal` loads one module of the package and none of anyone else's."""
    assert loaded_by("import toolzz_cal") == {"toolzz_cal", "__future__"}


def test_importing_the_client_imports_only_the_runtime():
    """`from toolzz_cal import Client` loads the runtime, but no resource, no model and nothing that is slow."""
    loaded = loaded_by("from toolzz_cal import Client, AsyncClient")
    assert own(loaded) == RUNTIME
    assert not UNWANTED & loaded


def test_making_a_client_imports_nothing_more():
    """A client can be made, copied and shown without another module of the package or an HTTP library."""
    make = f"Client(composio_api_key={KEY!r}, retries=3).with_options(timeout=3)"
    loaded = loaded_by(f"from toolzz_cal import Client\nrepr({make})")
    assert own(loaded) == RUNTIME
    assert not UNWANTED & loaded


def test_a_resource_imports_only_itself():
    """`client.bookings` loads that resource, and the list of models without any of them."""
    loaded = loaded_by(f"from toolzz_cal import Client\nClient(composio_api_key={KEY!r}).bookings")
    expected = {"toolzz_cal.models", "toolzz_cal.resources", "toolzz_cal.resources.bookings"}
    assert own(loaded) == RUNTIME | OF_RESOURCES | expected
    assert not UNWANTED & loaded


def test_a_resource_with_deprecated_methods_needs_no_more():
    """Their marks come from a module of the package, and `typing_extensions` is not imported."""
    loaded = loaded_by(f"from toolzz_cal import Client\nClient(composio_api_key={KEY!r}).provider")
    expected = {"toolzz_cal._deprecated", "toolzz_cal.models", "toolzz_cal.resources", "toolzz_cal.resources.provider"}
    assert own(loaded) == RUNTIME | OF_RESOURCES | expected
    assert not UNWANTED & loaded


def test_a_nested_resource_imports_only_its_parents():
    """`client.organizations.teams` loads the two resources on the way."""
    loaded = loaded_by(f"from toolzz_cal import Client\nClient(composio_api_key={KEY!r}).organizations.teams")
    assert own(loaded) - RUNTIME - OF_RESOURCES == {
        "toolzz_cal.models",
        "toolzz_cal.resources",
        "toolzz_cal.resources.organizations",
        "toolzz_cal.resources.organizations_teams",
    }


def test_a_call_imports_only_the_models_of_its_answer():
    """A call loads the model of its answer and those in it, and no HTTP library when one was given."""
    use = f"{ANSWER}\nfrom toolzz_cal import Client\nClient(composio_api_key={KEY!r}, http_client=Http()).bookings"
    before = own(loaded_by(use))
    loaded = loaded_by(f"{use}.get(booking_uid='bk')")
    fresh = {name.removeprefix("toolzz_cal.models.") for name in own(loaded) - before}
    assert {"booking", "attendee", "booking_event_type", "booking_host"} <= fresh
    assert len(fresh) <= 6
    assert not (UNWANTED - {"orjson", "dataclasses", "uuid", "zoneinfo", "json.tool"}) & loaded


def test_http_library_is_imported_by_the_first_call():
    """Without a given HTTP client, httpx comes in with the first call and not before."""
    make = (
        "from toolzz_cal import Client\nclient = Client(toolzz_token='t', base_url='http://127.0.0.1:9', retries=0)\n"
    )
    assert "httpx" not in loaded_by(f"{make}client.functions")
    call = "try:\n    client.functions.get(function_id='f', timeout=0.01)\nexcept Exception:\n    pass"
    assert "httpx" in loaded_by(make + call)


def test_a_first_call_imports_no_attrs():
    """Unless the HTTP library does, where there are rich or trio."""
    absent = "import sys\nsys.modules |= {'rich': None, 'trio': None}\nimport httpx\nfrom toolzz_cal import Client\n"
    upstream = "httpx.MockTransport(lambda request: httpx.Response(200, content=Answer.content))"
    make = f"client = Client(composio_api_key={KEY!r}, http_client=httpx.Client(transport={upstream}))\n"
    loaded = loaded_by(f"{absent}{ANSWER}{make}assert client.bookings.get(booking_uid='bk').data.uid == 'bk'")
    assert "toolzz_cal._own_clients" in loaded
    assert "attr" not in loaded


def test_one_model_imports_only_what_it_consists_of():
    """A single model loads neither client nor resources."""
    loaded = own(loaded_by("from toolzz_cal.models import Slot"))
    assert "toolzz_cal.models.slot" in loaded
    assert not {name for name in loaded if name.startswith(("toolzz_cal.resources", "toolzz_cal.client"))}
    assert len(loaded) <= 9


def test_errors_import_nothing_but_themselves():
    """The exceptions can be caught without loading the client."""
    loaded = own(loaded_by("from toolzz_cal.errors import OutcomeUnknown"))
    assert loaded == {"toolzz_cal", "toolzz_cal._json", "toolzz_cal._redaction", "toolzz_cal.errors"}


def test_slugs_need_no_resource():
    """Listing the slugs loads the catalogue, and no resource."""
    loaded = own(loaded_by(f"from toolzz_cal import Client\nClient(composio_api_key={KEY!r}).actions.list()"))
    assert loaded == RUNTIME | {"toolzz_cal.actions", "toolzz_cal._catalogue", "toolzz_cal._nearest"}


def test_no_module_of_the_package_is_left_out():
    """Every module of the package can be imported, each in any order."""
    names = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in PACKAGE.rglob("*.py")
    ]
    assert len(names) > 100
    loaded = loaded_by(
        "from importlib import import_module\n" + "\n".join(f"import_module({name!r})" for name in reversed(names))
    )
    assert set(names) == own(loaded)
    assert "httpx" not in loaded


def test_no_model_imports_attrs():
    """All models can be loaded, made, read and shown without it; it comes with whoever asks for their fields."""
    use = (
        "from toolzz_cal import models\n[getattr(models, name) for name in models.__all__]\n"
        "import copy, pickle\nslot = models.Slot(time=None, reason='x')\n"
        "repr((models.Slot.from_dict(slot.to_dict()), copy.copy(slot), pickle.loads(pickle.dumps(slot))))\n"
    )
    assert "attr" not in loaded_by(use)
    assert "attr" in loaded_by(f"{use}models.Slot.__attrs_attrs__")


def test_orjson_is_an_extra():
    """Without orjson an answer is read just the same."""
    code = f"sys.modules['orjson'] = None\n{ANSWER}\nfrom toolzz_cal import Client\n"
    call = (
        f"assert Client(composio_api_key={KEY!r}, http_client=Http()).bookings.get(booking_uid='bk').data.uid == 'bk'"
    )
    assert "toolzz_cal.client" in loaded_by(code + call)


ODD = {
    "not a number": '{"n": NaN}',
    "infinite": '{"n": 1e400}',
    "half a character": '{"s": "\\ud800"}',
    "no fraction": "[-0, -0.0, 1.0, 1E5]",
    "64 bits": "[18446744073709551615, -9223372036854775808]",
    "beyond 64 bits": "[18446744073709551616]",
    "beyond 64 bits, negative": "[-9223372036854775809]",
    "far beyond": '{"a": 1, "n": {"big": [123456789012345678901234567890]}}',
    "twice": '{"a": 1, "a": 2}',
    "marked": "\ufeff{}",
}


@every("text", ODD.values(), ids=ODD)
def test_both_readers_read_the_same(text):
    """With orjson every answer is read as it is without, wherever in the body the odd value stands."""
    for blanks in range(20):
        body = (" " * blanks + text).encode("utf-8-sig" if text[0] == "\ufeff" and not blanks else "utf-8")
        try:
            expected = repr(json.loads(body))
        except ValueError:
            with pytest.raises(ValueError, match=r"Unexpected|Expecting"):
                loads(body)
        else:
            assert expected == repr(loads(body))


def test_errors_are_reachable_from_the_top():
    """`toolzz_cal.errors` and `toolzz_cal.models` are the modules themselves."""
    assert toolzz_cal.errors is errors
    assert toolzz_cal.models is models
    assert toolzz_cal.errors.OutcomeUnknown is toolzz_cal.OutcomeUnknown
    assert sync_client(Upstream(done({"uid": json.loads('"bk"')}))).bookings.get(booking_uid="bk").data.uid == "bk"
