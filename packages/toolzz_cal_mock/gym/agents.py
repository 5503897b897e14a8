"""Agents: a model behind a function, a program that is a client of MCP, or whatever a name leads to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, cast

from ..seed import ACCOUNT, INTEGRATION, PROJECT_KEY, TOKEN
from ..serving import on_port
from .running import Agent
from .turns import Turn
from .world import RESOURCES, Call, GymTools

MOST_ROUNDS = 20  # questions to a model in one turn
_SECONDS = 120.0
_LONGEST_ERROR = 400


class AgentError(Exception):
    """An agent that can't be had, or does not answer as it should; the text says what to do."""


def named_agent(name: str) -> Agent:
    """The agent of a name.

    Args:
        name: `scripted` for the one that does everything right, or `module:name` of a callable of your own. A class is
            called without arguments first.

    Raises:
        AgentError: There is none.
    """
    if name == "scripted":
        from .scripted import Scripted

        return Scripted()
    module, colon, attribute = name.partition(":")
    if not (module and colon and attribute):
        raise AgentError(f"{name!r} names no agent; write scripted, or module:name of a callable of yours")
    try:
        found = getattr(import_module(module), attribute)
    except ModuleNotFoundError as problem:
        raise AgentError(f"there is no module {problem.name}; run this where it can be imported") from None
    except AttributeError:
        raise AgentError(f"the module {module} has no {attribute}") from None
    made = found() if isinstance(found, type) else found
    if not callable(made):
        raise AgentError(f"{name} can't be called with a turn and tools")
    return cast("Agent", made)


def openai_agent(
    complete: Callable[[list[dict[str, Any]], list[dict[str, Any]]], Any], *, rounds: int = MOST_ROUNDS
) -> Agent:
    """An agent of a model that speaks as OpenAI's Chat Completions do.

    Args:
        complete: Asks the model: called with `messages` and `tools`, both as that interface takes them, it gives the
            message of the model, as a dict or as an object of OpenAI's own package.
        rounds: How often the model is asked in one turn at most.
    """

    def agent(turn: Turn, tools: GymTools) -> str:
        opening = [{"role": "system", "content": turn.instructions}]
        messages: list[dict[str, Any]] = tools.memory.setdefault("messages", opening)
        messages.append({"role": "user", "content": turn.text})
        for _ in range(rounds):
            message = _as_dict(complete(messages, tools.definitions("openai-chat")))
            messages.append(message)
            calls = message.get("tool_calls") or ()
            if not calls:
                return str(message.get("content") or "")
            for call in calls:
                wanted = call["function"]
                result = tools.run(wanted["name"], wanted["arguments"])
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": result.text})
        return "I did not come to an end."

    return agent


def anthropic_agent(complete: Callable[..., Any], *, rounds: int = MOST_ROUNDS) -> Agent:
    """An agent of a model that speaks as Anthropic's Messages interface does.

    Args:
        complete: Asks the model: called with `messages` and `tools`, and `system` by its name, all as that interface
            takes them, it gives the reply, as a dict or as an object of Anthropic's own package.
        rounds: How often the model is asked in one turn at most.
    """

    def agent(turn: Turn, tools: GymTools) -> str:
        messages: list[dict[str, Any]] = tools.memory.setdefault("messages", [])
        messages.append({"role": "user", "content": turn.text})
        for _ in range(rounds):
            reply = _as_dict(complete(messages, tools.definitions("anthropic"), system=turn.instructions))
            blocks = reply["content"]
            messages.append({"role": "assistant", "content": blocks})
            calls = [block for block in blocks if block["type"] == "tool_use"]
            if not calls:
                return "".join(block["text"] for block in blocks if block["type"] == "text")
            messages.append({"role": "user", "content": [_answered(tools, call) for call in calls]})
        return "I did not come to an end."

    return agent


def _answered(tools: GymTools, call: dict[str, Any]) -> dict[str, Any]:
    result = tools.run(call["name"], call["input"])
    return {"type": "tool_result", "tool_use_id": call["id"], "content": result.text, "is_error": result.is_error}


def _as_dict(message: Any) -> dict[str, Any]:
    """A message of a vendor's package as plain data."""
    if isinstance(message, dict):
        return message
    return cast("dict[str, Any]", message.model_dump(exclude_none=True))


class McpAgent:
    """A program that is a client of the Model Context Protocol, as an agent.

    It is started for each scenario. For each turn it reads a line of JSON from its standard input: `number`, `id`,
    `text`, `instructions`, and `mcpServers`, the configuration that hosts of MCP take, with which it starts the server
    of this package in front of the mock. It writes a line `{"answer": "…"}` to its standard output.

    Args:
        command: The program and its arguments.
        seconds: How long it may take for a turn.
    """

    def __init__(self, command: Sequence[str], *, seconds: float = _SECONDS) -> None:
        self._command, self._seconds = list(command), seconds

    def __call__(self, turn: Turn, tools: GymTools) -> str:
        """Hands a turn to the program and gives its answer."""
        conversation: _Conversation | None = tools.memory.get("conversation")
        if conversation is None:
            port = tools.stack.enter_context(on_port(tools.world.mock))
            program = tools.stack.enter_context(_started(self._command))
            conversation = tools.memory["conversation"] = _Conversation(program, server(port, turn, tools.event_type))
        seen = len(tools.world.mock.calls)
        try:
            return conversation.answer(turn, self._seconds)
        finally:
            for exchange in list(tools.world.mock.calls)[seen:]:
                text = exchange.reply.body.decode("utf-8", "replace")
                failed = exchange.status >= 400 or not exchange.status
                tools.calls.append(Call(turn.number, exchange.operation or "", exchange.arguments, text, failed))


def server(port: int, turn: Turn, event_type: int | None) -> dict[str, Any]:
    """The configuration of an MCP server in front of a mock, as hosts of MCP take it."""
    options = ["--base-url", f"http://127.0.0.1:{port}", "--user-id", ACCOUNT, "--no-confirm"]
    if turn.integration is not None and turn.integration.enforced:
        options += ["--integration", INTEGRATION]
    else:
        options += ["--allow", "destroy"]
    names = ",".join(RESOURCES)
    options += ["--resources", names, "--toolsets", names] if event_type is None else ["--event-type", str(event_type)]
    variables = {"COMPOSIO_API_KEY": PROJECT_KEY, "TOOLZZ_ACCESS_TOKEN": TOKEN}
    return {"calendar": {"command": sys.executable, "args": ["-m", "toolzz_cal_mcp", *options], "env": variables}}


class _Conversation:
    """What goes back and forth with a program."""

    def __init__(self, program: subprocess.Popen[str], servers: dict[str, Any]) -> None:
        self._program, self._servers = program, servers

    def answer(self, turn: Turn, seconds: float) -> str:
        told = {name: getattr(turn, name) for name in ("number", "id", "text", "instructions")}
        late = threading.Timer(seconds, self._program.kill)
        late.start()
        try:
            print(json.dumps({**told, "mcpServers": self._servers}), file=self._program.stdin, flush=True)
            line = self._program.stdout.readline() if self._program.stdout is not None else ""
        except BrokenPipeError:
            line = ""
        finally:
            late.cancel()
        try:
            return str(json.loads(line)["answer"])
        except (ValueError, KeyError, TypeError):
            raise AgentError(
                f'the program gave {line[:_LONGEST_ERROR]!r}, not a line such as {{"answer": "…"}}'
            ) from None


@contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Runs a program as long as the block runs. Its errors go where ours go."""
    try:
        program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=dict(os.environ)
        )
    except OSError as problem:
        raise AgentError(f"{command[0]} can't be started: {problem}") from None
    with program:
        try:
            yield program
        finally:
            if program.stdin is not None:
                with suppress(BrokenPipeError):  # it has ended, and has not read what it was told
                    program.stdin.close()
            try:
                program.wait(5)
            except subprocess.TimeoutExpired:
                program.kill()
