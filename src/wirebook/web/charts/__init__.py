"""Charts of the reading room and of notebooks: Vega-Lite specifications, drawn by the server as SVG and PNG."""

from __future__ import annotations

from wirebook.web.charts.aid import aid_thread
from wirebook.web.charts.chart import Chart, warm
from wirebook.web.charts.events import timeline
from wirebook.web.charts.impacts import impact_series
from wirebook.web.charts.places import claims_map
from wirebook.web.charts.relations import relation_matrix, relation_network, relation_series

__all__ = [
    "Chart",
    "aid_thread",
    "claims_map",
    "impact_series",
    "relation_matrix",
    "relation_network",
    "relation_series",
    "timeline",
    "warm",
]
