"""Charts of the reading room: Vega-Lite specifications, drawn by the server as SVG and PNG."""
