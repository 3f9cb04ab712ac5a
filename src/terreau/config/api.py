"""The JSON door: one OpenAPI description over the routers of the rooms."""

from __future__ import annotations

from ninja import NinjaAPI

from terreau.foundation.problems import register_problems
from terreau.needs.api import router as needs
from terreau.territories.api import router as territories

api = NinjaAPI(title="Terreau", version="1", openapi_url="/openapi.json", docs_url=None, urls_namespace="api")
register_problems(api)
api.add_router("/v1/territories", territories)
api.add_router("/v1/needs", needs)
