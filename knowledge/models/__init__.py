"""Kinds of knowledge entries."""

from knowledge.models.case import CasePage, Course

__all__ = ["CasePage", "Course"]
