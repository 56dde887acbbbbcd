"""Coding: a parsed article in, claims, impacts and aid steps out."""

from wirebook.coding.given import classify_given
from wirebook.coding.pipeline import code_article, load

__all__ = ["classify_given", "code_article", "load"]
