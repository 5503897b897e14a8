"""What changed between two versions of an OpenAPI document, and whom it breaks.

`load.load` reads a side, `documents.compare` compares two, `report.written` writes down what came of it, and
`version.bump` tells the version that it asks for. Nothing is imported here: every run of the generator passes by.
"""
