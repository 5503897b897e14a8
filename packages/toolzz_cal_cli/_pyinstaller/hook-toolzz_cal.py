"""The client reads what it knows of its operations from a file beside it, and imports resources and models by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("toolzz_cal")
hiddenimports = collect_submodules("toolzz_cal")
