"""The command line imports the servers' command lines by name, where they are installed."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("toolzz_cal_cli") + collect_submodules("toolzz_cal_mcp")
