"""Commands in processes of their own, whose output is read as it comes."""

from __future__ import annotations

import json
import os
import subprocess
import threading

from tests.support.command_line import WHOLE
from tests.support.independence import PATIENCE


class Running:
    """A command in a process of its own, whose standard error is read as it comes."""

    def __init__(self, words, settings, folder):
        self.process = subprocess.Popen(
            [*WHOLE, *words],
            env=settings,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.out, self.err = [], []
        self._changed = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read, args=each)
            for each in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream, lines):
        with stream:
            for line in stream:
                with self._changed:
                    lines.append(line)
                    self._changed.notify_all()

    def says(self, text):
        """Waits until it has said something."""
        with self._changed:
            assert self._changed.wait_for(lambda: text in "".join(self.err), PATIENCE), self.err

    def shows(self, number):
        """Waits until it has written so many lines."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.out) >= number, PATIENCE), (self.out, self.err)

    def stop(self, number):
        """Sends it a signal."""
        os.kill(self.process.pid, number)

    def ended(self):
        """Its exit code, once it has ended."""
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def end(self):
        """Ends it, if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.ended()

    @property
    def states(self):
        """The state that it told of each line."""
        return {each["line"]: each["state"] for each in map(json.loads, self.out)}
