# Edit this in generator/runtime/_journal_redis.py; `make generate` copies it into the client.
"""A journal in Redis, for the processes of many machines. Each step is a script, which Redis runs alone."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

from ._journal_answers import packed, unpacked
from ._journal_store import Claim, Entry, Made, Outcome, State
from ._storage import reason, shown
from .errors import ConfigurationError, JournalUnavailable, ToolzzCalError

Result = TypeVar("Result")

FORMAT = "1"  # of what is stored
_NAME = "toolzz_cal:journal:"
_ABOUT = f"{_NAME}about"
_CALL = f"{_NAME}call:"
_MADE = f"{_NAME}made:"
_PATIENCE = 2.0  # seconds for Redis to answer
_AT_ONCE = 500  # names that are asked for at once
_MICRO = 1_000_000
_NO_ANSWER = b""  # an answer that is stored begins with a letter

# Moments are whole microseconds since 1970 by the server's clock, which a double holds exactly.
_START = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function whole(number) return string.format('%.0f', number) end
"""
_READ = """
local function entry(name)
    local fields = redis.call('HMGET', name,
        'owner', 'call', 'operation', 'state', 'doubtful', 'claimed', 'leased', 'answer')
    fields[9] = whole(now)
    return fields
end
"""
# Keys: about. Arguments: format, salt if there is none yet.
_BEGIN = """
if redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('HSET', KEYS[1], 'format', ARGV[1], 'salt', ARGV[2])
end
return redis.call('HMGET', KEYS[1], 'format', 'salt')
"""
# Keys: about, entry. Arguments: format, salt, owner, call, operation, lease in µs, time to live in ms.
_CLAIM = f"""
{_START}{_READ}
local about = redis.call('HMGET', KEYS[1], 'format', 'salt')
if not about[1] and not about[2] then
    redis.call('HSET', KEYS[1], 'format', ARGV[1], 'salt', ARGV[2])
elseif about[1] ~= ARGV[1] or about[2] ~= ARGV[2] then
    return false
end
local old = redis.call('HMGET', KEYS[2], 'owner', 'call', 'state', 'doubtful', 'leased')
local anew, doubtful = not old[1], '0'
if old[1] then
    local again = old[3] == 'started' and old[1] == ARGV[3]
    local over = old[3] == 'started' and tonumber(old[5]) <= now
    if old[2] ~= ARGV[4] or not (again or over or old[3] == 'refused' or old[3] == 'unknown') then
        return entry(KEYS[2])
    end
    doubtful = '1'
    if again or old[3] == 'refused' then
        doubtful = old[4]
    end
    anew = old[3] == 'refused' and old[4] == '0'
end
redis.call('HSET', KEYS[2], 'owner', ARGV[3], 'call', ARGV[4], 'operation', ARGV[5],
    'state', 'started', 'doubtful', doubtful, 'leased', whole(now + ARGV[6]))
redis.call('HDEL', KEYS[2], 'answer')
if anew then
    redis.call('HSET', KEYS[2], 'claimed', whole(now))
end
redis.call('PEXPIRE', KEYS[2], ARGV[7])
return entry(KEYS[2])
"""
# Keys: entry. Arguments: owner, lease in µs, time to live in ms.
_RENEW = f"""
{_START}
local old = redis.call('HMGET', KEYS[1], 'owner', 'state')
if old[1] ~= ARGV[1] or old[2] ~= 'started' then
    return 0
end
redis.call('HSET', KEYS[1], 'leased', whole(now + ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
"""
# Keys: entry, and one for each name that was made. Arguments: owner, state, doubtful, answer, time to live in ms,
# found, idempotency key, names by line.
_SETTLE = f"""
{_START}
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then
    return 0
end
for index = 2, #KEYS do
    local maker = redis.call('HGET', KEYS[index], 'key')
    if ARGV[6] == '1' and maker and maker ~= ARGV[7] then
        return 0
    end
end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'doubtful', ARGV[3], 'leased', whole(now))
if ARGV[4] == '' then
    redis.call('HDEL', KEYS[1], 'answer')
else
    redis.call('HSET', KEYS[1], 'answer', ARGV[4])
end
if #KEYS > 1 then
    local before = redis.call('HGET', KEYS[1], 'made')
    redis.call('HSET', KEYS[1], 'made', (before and before .. '\\n' or '') .. ARGV[8])
end
for index = 2, #KEYS do
    redis.call('HSET', KEYS[index], 'key', ARGV[7], 'settled', whole(now))
    redis.call('PEXPIRE', KEYS[index], ARGV[5])
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
"""
# Keys: entries.
_FIND = f"""
{_START}{_READ}
local found = {{}}
for index = 1, #KEYS do
    found[index] = entry(KEYS[index])
end
return found
"""
# Keys: one for each name.
_WHO_MADE = f"""
{_START}
local found = {{whole(now)}}
for index = 1, #KEYS do
    found[index + 1] = redis.call('HMGET', KEYS[index], 'key', 'settled')
end
return found
"""
# Keys: entry. Arguments: idempotency key, what begins the names of made things.
_FORGET = """
for name in string.gmatch(redis.call('HGET', KEYS[1], 'made') or '', '[^\\n]+') do
    if redis.call('HGET', ARGV[2] .. name, 'key') == ARGV[1] then
        redis.call('DEL', ARGV[2] .. name)
    end
end
return redis.call('DEL', KEYS[1])
"""
_SCRIPTS = (_BEGIN, _CLAIM, _RENEW, _SETTLE, _FIND, _WHO_MADE, _FORGET)
# What tells of a cause: the library's class, for an answer of Redis whose first word it has taken off, or that word,
# for one of a command inside a script in Redis before 7. Those of the first table do not pass by themselves.
_LASTING = {
    "NOAUTH|Authentication required": "it wants a password; write it like 'redis://:password@host:6379/0'",
    "WRONGPASS|AuthenticationError": "it refuses the user or the password",
    "NOPERM|NoPermissionError": (
        "this user may not do that; it needs the commands of scripts and hashes, TIME, EXISTS, DEL, PEXPIRE and SCAN,"
        f" and the keys {_NAME}*"
    ),
    "READONLY|ReadOnlyError": "it is a replica, which may only be read; give the address of the primary server",
    "WRONGTYPE": f"something else has a name that begins with {_NAME}; use another database of the server",
    "MOVED|MovedError|CROSSSLOT|CrossSlot": "it is part of a cluster; give the address of a server alone",
    "unknown command": "it has no scripts; use Redis 5 or later",
    "DB index is out of range": "it has no database of that number",
}
_PASSING = {
    "OOM|OutOfMemoryError": "its memory is full",
    "MISCONF": "it can't write to its disk",
    "BusyLoadingError": "it is starting",
    "BUSY ": "it is held up by a script",
    "MASTERDOWN|MasterDownError": "its primary server is away",
    "NOREPLICAS": "its replicas are away",
    "max number of clients": "it has too many clients",
}


class RedisStore:
    """A `Store` in a database of a Redis.

    Args:
        address: Where it is.
        retention: Seconds.
    """

    def __init__(self, address: str, retention: float) -> None:
        self._address = address
        self._name = f"The journal {shown(address)}"
        self._retention = retention
        self._salt: str | None = None
        self._guard = threading.Lock()
        try:
            self._client = _client(address)
        except (ValueError, TypeError, RedisError) as problem:
            failed = reason(problem, address)
        else:
            self._scripts = {text: self._client.register_script(text) for text in _SCRIPTS}
            return
        # Raised here, so that the driver's error, whose text is not masked, is not its context.
        raise ConfigurationError(f"{self._name} can't be used; look at its options: {failed}")

    def salt(self) -> str:
        with self._guard:
            if self._salt is None:
                self._salt = self._begun()
            return self._salt

    def _begun(self) -> str:
        found = self._run(_BEGIN, [_ABOUT], [FORMAT, self._salt or secrets.token_hex(16)])
        version, salt = (None if each is None else str(each, "utf-8", "replace") for each in found)
        if version != FORMAT or salt is None:
            raise ConfigurationError(
                f"{self._name} is of version {version!r}, and this client reads version {FORMAT}; use another journal,"
                " or the client that made it"
            )
        return salt

    def claim(self, claim: Claim) -> Entry:
        given: list[str | int] = [
            claim.owner,
            claim.call,
            claim.operation,
            _micro(claim.lease),
            self._kept(claim.lease),
        ]
        for _ in range(2):
            salt = self.salt()
            found = self._run(_CLAIM, [_ABOUT, _CALL + claim.key], [FORMAT, salt, *given])
            if found is not None:
                return _entry(claim.key, found)
            with self._guard:
                self._salt = self._begun()
                same = self._salt == salt
            if not same:
                break
        raise JournalUnavailable(f"{self._name} was replaced by another while it was in use; call again")

    def renew(self, key: str, owner: str, lease: float) -> bool:
        return bool(self._run(_RENEW, [_CALL + key], [owner, _micro(lease), self._kept(lease)]))

    def settle(self, key: str, owner: str, outcome: Outcome) -> bool:
        names = sorted(set(outcome.made))
        answer = packed(outcome.answer) or _NO_ANSWER
        doubtful, found = int(outcome.doubtful), int(outcome.found)
        given: list[str | bytes | int] = [
            owner,
            outcome.state,
            doubtful,
            answer,
            self._kept(),
            found,
            key,
            "\n".join(names),
        ]
        return bool(self._run(_SETTLE, [_CALL + key, *(_MADE + name for name in names)], given))

    def find(self, key: str) -> Entry | None:
        return self._found([key])[0]

    def entries(self, prefix: str) -> Iterator[Entry]:
        # Redis keeps no order, so all names are read first.
        pattern = _CALL + re.sub(r"([*?\[\]\\^-])", r"\\\1", prefix) + "*"
        keys = sorted({name.decode()[len(_CALL) :] for name in self._names(pattern)})
        for first in range(0, len(keys), _AT_ONCE):
            yield from filter(None, self._found(keys[first : first + _AT_ONCE]))

    def _names(self, pattern: str) -> set[bytes]:
        return self._asked(lambda: set(self._client.scan_iter(pattern, count=_AT_ONCE)))

    def _found(self, keys: Sequence[str]) -> list[Entry | None]:
        rows = self._run(_FIND, [_CALL + key for key in keys], [])
        return [None if row[0] is None else _entry(key, row) for key, row in zip(keys, rows, strict=True)]

    def made(self, names: Sequence[str]) -> Mapping[str, Made]:
        found: dict[str, Made] = {}
        for first in range(0, len(names), _AT_ONCE):
            asked = names[first : first + _AT_ONCE]
            now, *rows = self._run(_WHO_MADE, [_MADE + name for name in asked], [])
            for name, (key, settled) in zip(asked, rows, strict=True):
                if key is not None:
                    found[name] = Made(key.decode(), max(int(now) - int(settled), 0) / _MICRO)
        return found

    def forget(self, key: str) -> bool:
        return bool(self._run(_FORGET, [_CALL + key], [key, _MADE]))

    def close(self) -> None:
        self._client.close()
        self._salt = None

    def _kept(self, lease: float = 0.0) -> int:
        """Milliseconds that an entry is kept."""
        return max(int((lease + self._retention) * 1000), 1)

    def _run(self, script: str, keys: Sequence[str], given: Sequence[str | bytes | int]) -> Any:
        return self._asked(lambda: self._scripts[script](keys=keys, args=given))

    def _asked(self, ask: Callable[[], Result]) -> Result:
        try:
            return ask()
        except (RedisError, OSError) as problem:
            found = self._judged(problem)
        # Raised here, so that the driver's error, which may hold the password, is not its context.
        raise found

    def _judged(self, problem: Exception) -> ToolzzCalError:
        said = reason(problem, self._address)
        if isinstance(problem, redis.ReadOnlyError):
            self._client.close()  # after a failover another server answers
        for words, cure in _LASTING.items():
            if re.search(words, said):
                return ConfigurationError(f"{self._name} can't be used: {cure} ({said})")
        causes = [cause for words, cause in _PASSING.items() if re.search(words, said)]
        if causes or not isinstance(problem, ResponseError):
            told = f"{causes[0]} ({said})" if causes else said
            return JournalUnavailable(f"{self._name} can't be reached or used now: {told}")
        return ConfigurationError(f"{self._name} can't be used: {said}")


def _client(address: str) -> Any:
    """What connects to a Redis, once it is needed."""
    library: Any = redis.Redis  # whose types are known in part only
    client = library.from_url(
        address.removeprefix("redis+") if address.startswith("redis+unix:") else address,
        socket_timeout=_PATIENCE,
        socket_connect_timeout=_PATIENCE,
        # Once more for a connection that has ended since it was last used. Every step may be taken twice.
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
    client.connection_pool.connection_kwargs["decode_responses"] = False  # whatever the address says
    return client


def _micro(seconds: float) -> int:
    return int(seconds * _MICRO)


def _entry(key: str, row: Sequence[bytes]) -> Entry:
    owner, call, operation, state, doubtful, claimed, leased, stored, now = row
    answer, dropped = unpacked(stored)
    return Entry(
        key=key,
        owner=owner.decode(),
        call=call.decode(),
        operation=operation.decode(),
        state=cast(State, state.decode()),
        doubtful=doubtful == b"1",
        since=max(int(now) - int(claimed), 0) / _MICRO,
        lease_left=(int(leased) - int(now)) / _MICRO,
        answer=answer,
        dropped=dropped,
    )
