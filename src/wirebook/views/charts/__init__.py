"""Charts of the reading room and of notebooks: Vega-Lite specifications, drawn by the server as SVG and PNG."""

from __future__ import annotations

from wirebook.views.charts.aid import aid_thread
from wirebook.views.charts.chart import Chart, warm
from wirebook.views.charts.events import timeline
from wirebook.views.charts.impacts import impact_series
from wirebook.views.charts.places import claims_map
from wirebook.views.charts.relations import relation_matrix, relation_network, relation_series

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
