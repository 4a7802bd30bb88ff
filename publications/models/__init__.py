"""Kinds of publications."""

from publications.models.report import ReportPage

__all__ = ["ReportPage"]
