"""PyInstaller, a folder with a program."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from claims import claim, same, tell

PROGRAM = """
from toolzz_cal import Client, models
from toolzz_cal.tools import Tools
client = Client(cal_api_key="example")
print(client.actions.describe("CAL_CANCEL_BOOKING_VIA_UID").effect)
print(len(Tools(client, resources={"me"}).definitions("openai")) > 0)
print(models.Booking.from_dict({"uid": "bk1"}).uid)
"""


@claim("a bundled program knows its operations, tools and models")
def bundled():
    with TemporaryDirectory() as folder:
        Path(folder, "program.py").write_text(PROGRAM, "utf-8")
        command = [sys.executable, "-m", "PyInstaller", "--log-level=ERROR", "--onedir", "program.py"]
        subprocess.run(command, cwd=folder, check=True)
        done = subprocess.run([f"{folder}/dist/program/program"], capture_output=True, text=True, check=False)
        same((done.stdout.split(), done.stderr[-100:]), (["destroy", "True", "bk1"], ""))


tell()
