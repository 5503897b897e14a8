"""Commands in processes of their own, whose output is read as it comes."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path

from tests.support.forked import Forked
from tests.support.independence import PATIENCE


class Running:
    """A command in a process of its own, whose standard error is read as it comes."""

    def __init__(self, words, settings, folder=None):
        (out, to_out), (err, to_err) = os.pipe(), os.pipe()
        with Path(os.devnull).open("rb") as nothing, os.fdopen(to_out, "wb"), os.fdopen(to_err, "wb"):
            streams = (nothing.fileno(), to_out, to_err)
            self.process = Forked("toolzz_cal_cli", words, settings, folder, streams=streams)
        self.out, self.err = [], []
        self._changed = threading.Condition()
        self._readers = [
            threading.Thread(target=self._read, args=(os.fdopen(file, encoding="utf-8"), lines))
            for file, lines in ((out, self.out), (err, self.err))
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
        self.process.send_signal(number)

    def ended(self):
        """Its exit code, once it has ended."""
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def end(self):
        """Ends it, if it still runs."""
        self.process.send_signal(signal.SIGKILL)
        self.ended()

    @property
    def states(self):
        """The state that it told of each line."""
        return {each["line"]: each["state"] for each in map(json.loads, self.out)}
