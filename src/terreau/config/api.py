"""The JSON door: one OpenAPI description over the routers of the rooms."""

from __future__ import annotations

from terreau.catalogue.api import checks, datasets, missing, rows
from terreau.commons.api import components
from terreau.commons.api import router as commons
from terreau.foundation.problems import ExplainedAPI
from terreau.needs.api import router as needs
from terreau.participation.api import conversations, follows, meetings, messages, tokens
from terreau.participation.api.decisions import router as decisions
from terreau.participation.api.files import router as files
from terreau.participation.api.history import router as histories
from terreau.participation.api.organisations import router as organisations
from terreau.participation.api.reporting import router as reports
from terreau.recognition.api import awards, badges
from terreau.territories.api import router as territories

api = ExplainedAPI(
    title="Terreau", version="1", openapi_url="/openapi.json", docs_url=None, urls_namespace="api"
)
api.add_router("/v1/territories", territories)
api.add_router("/v1/needs", needs)
api.add_router("/v1/commons", commons)
api.add_router("/v1/components", components)
api.add_router("/v1/files", files)
api.add_router("/v1/conversations", conversations)
api.add_router("/v1/messages", messages)
api.add_router("/v1/follows", follows)
api.add_router("/v1/meetings", meetings)
api.add_router("/v1/reports", reports)
api.add_router("/v1/decisions", decisions)
api.add_router("/v1/histories", histories)
api.add_router("/v1/organisations", organisations)
api.add_router("/v1/token", tokens)
api.add_router("/v1/datasets", datasets)
api.add_router("/v1/datasets", rows)
api.add_router("/v1/checks", checks)
api.add_router("/v1/missing-data", missing)
api.add_router("/v1/badges", badges)
api.add_router("/v1/awards", awards)
