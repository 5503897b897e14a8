"""What changed between two versions of the facts (`operations.json`), and whom it breaks.

`sides.load` reads a side, `comparison.compare` compares two, `report.written` writes down what came of it, and
`version.bump` tells the version that it asks for. Nothing is imported here: every run of the generator passes by.
"""
