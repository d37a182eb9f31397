"""The OpenAPI document, as served at /openapi.json and committed as docs/openapi.json (a test compares them)."""

import tempfile
from pathlib import Path
from typing import Any

from central.app import create_app
from central.database import Database


def document() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, Database(Path(folder) / "central.db") as database:
        app = create_app(database)
        try:
            return app.openapi()
        finally:
            app.state.central.close()
