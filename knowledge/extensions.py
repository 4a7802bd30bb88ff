"""Registrations in the extension points of `core`: the state of questions and offers on cards."""

from core.extensions import card_relations, map_sources
from knowledge.map_source import InitiativeSource

card_relations.add("demandpage", "offerpage")
map_sources.add(InitiativeSource())
