"""The mock server reads its page from a file beside it, and imports its parts by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("toolzz_cal_mock")
hiddenimports = collect_submodules("toolzz_cal_mock", filter=lambda name: not name.endswith("pytest_plugin"))
