"""`connexion` as a mock server: `python connexion_mock.py DOCUMENT PORT`.

It answers with the examples of an OpenAPI 3.0 document. Every credential is let in, as by the other servers; without
a function that looks at them it would refuse them all.
"""

from __future__ import annotations

import logging
import os
import sys

import uvicorn
from connexion import AsyncApp  # type: ignore[import-not-found]
from connexion.mock import MockResolver  # type: ignore[import-not-found]


def let_in(token: str, **more: object) -> dict[str, str]:
    """Whoever comes."""
    return {"sub": "user-example"}


def main(document: str, port: int) -> None:
    """Serves until it is ended."""
    logging.disable()
    os.environ["APIKEYINFO_FUNC"] = os.environ["BEARERINFO_FUNC"] = "connexion_mock.let_in"
    app = AsyncApp("mock")
    app.add_api(document, resolver=MockResolver(mock_all=True))
    uvicorn.run(app, port=port, log_config=None, access_log=False)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
