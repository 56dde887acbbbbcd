"""Scripts that make tables of `wirebook.knowledge` from open data."""
