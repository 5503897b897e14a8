# Emitted from spec/ by `make generate`. Edits are lost: change the specification or the generator.
"""The resources: one module each, imported when a client first uses it."""

from .._operation import Gateway

GATEWAY = Gateway("POST", "https://gateway.example.com", "/execute/")
