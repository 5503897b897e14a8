"""A program that is tested as a client of MCP: with the server that it is told it cancels the booking that it finds.

It speaks the protocol itself, as an import of the `mcp` package takes longer than everything else here.
"""

import json
import os
import subprocess
import sys


class Server:
    """A server of MCP in a process."""

    def __init__(self, command, args, env):
        self._process = subprocess.Popen(
            [command, *args], env=os.environ | env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._number = 0
        client = {"name": "example", "version": "1"}
        self.ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
        self._send({"method": "notifications/initialized"})

    def ask(self, method, **params):
        """What the server answers to a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = json.loads(self._process.stdout.readline())
            if message.get("id") == self._number:
                return message["result"]

    def call(self, name, **arguments):
        """The text that a tool answers."""
        return self.ask("tools/call", name=name, arguments=arguments)["content"][0]["text"]

    def close(self):
        """Ends it."""
        self._process.kill()
        self._process.communicate()

    def _send(self, message):
        print(json.dumps({"jsonrpc": "2.0", **message}), file=self._process.stdin, flush=True)


for line in sys.stdin:
    told = json.loads(line)
    server = Server(**told["mcpServers"]["calendar"])
    found = server.call("bookings_list", attendeeEmail="ana.prado@example.com")
    uid = json.loads(found)["data"][0]["uid"]
    gone = server.call("bookings_cancel", bookingUid=uid, cancellationReason=told["text"])
    server.close()
    print(json.dumps({"answer": f"{gone[:20]}\nOutcome: done"}), flush=True)
