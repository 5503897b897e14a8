"""What is tried with the client, each package by exact version."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the matrix.

    Attributes:
        name: What is tried, which is also the name of its program in `checks/`, with `_` for `-`.
        packages: What is installed for it beside the client.
        note: What its users have to know besides.
    """

    name: str
    packages: tuple[str, ...]
    note: str = ""

    @property
    def program(self) -> str:
        """The file in `checks/`."""
        return f"with_{self.name.replace('-', '_')}.py"


GROUPS: dict[str, tuple[Row, ...]] = {
    "Tests of programs that use the client": (
        Row("respx", ("respx==0.23.1",)),
        Row("pytest-httpx", ("pytest-httpx==0.36.2",)),
        Row("vcrpy", ("vcrpy==9.4.2",)),
        Row("pook", ("pook==2.1.6",)),
        Row(
            "freezegun",
            ("freezegun==1.5.5",),
            "deadlines and rate limits stand still with the time; time-machine does not stop them",
        ),
        Row("time-machine", ("time-machine==3.6.0",)),
    ),
    "Telemetry": (
        Row("opentelemetry", ("opentelemetry-instrumentation-httpx==0.66b2", "opentelemetry-sdk==1.45.2")),
        Row("sentry", ("sentry-sdk==2.75.0",)),
        Row("logfire", ("logfire==5.4.0",)),
        Row("structlog", ("structlog==26.1.0",)),
    ),
    "Ways to run": (
        Row("trio", ("trio==0.35.0",)),
        Row("uvloop", ("uvloop==0.23.0",)),
        Row("gevent", ("gevent==26.9.0",)),
        Row("celery", ("celery==5.7.0",)),
        Row("dask", ("dask==2026.8.0", "distributed==2026.8.0")),
        Row("pyinstaller", ("pyinstaller==6.22.3",)),
    ),
    "HTTP clients": (
        Row("httpx2", ("httpx2==2.16.2",)),
        Row("hishel", ("hishel[httpx]==2.0.0",)),
    ),
    "Web frameworks": (
        Row("flask", ("flask==3.1.3",)),
        Row("django", ("django==5.2.19",)),
    ),
    "Models": (
        Row("pydantic", ("pydantic==2.14.4",)),
        Row(
            "fastapi",
            ("fastapi==0.165.0",),
            "a model alone as a body needs `Annotated[…, Body()]`, as whatever is neither pydantic's nor a dataclass",
        ),
        Row("msgspec", ("msgspec==0.23.0",)),
        Row("orjson", ("orjson==3.13.0",)),
        Row("rich", ("rich==15.0.0",)),
        Row("ipython", ("ipython==9.18.1",)),
    ),
    "Editors and type checkers": (
        Row("jedi", ("jedi==0.20.1",)),
        Row("mypy", ("mypy==2.4.1",)),
        Row("pyright", ("pyright[nodejs]==1.1.414",)),
        Row("ty", ("ty==0.0.104",)),
        Row(
            "pyrefly",
            ("pyrefly==1.4.1",),
            "without a configuration its preset is `basic`, which reports one of them; tried with `strict`",
        ),
    ),
    "Frameworks for agents": (
        Row("openai-agents", ("openai-agents==0.24.0",)),
        Row("pydantic-ai", ("pydantic-ai-slim==2.68.0",)),
        Row("langchain", ("langchain-core==1.8.1",)),
        Row("google-genai", ("google-genai==3.3.0",)),
        Row("llama-index", ("llama-index-core==0.14.25",)),
        Row("crewai", ("crewai==1.15.30",)),
        Row("smolagents", ("smolagents==1.26.0",)),
    ),
}
ROWS = tuple(row for group in GROUPS.values() for row in group)
