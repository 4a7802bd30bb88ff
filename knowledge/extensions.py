"""Registrations in the extension points of `core`: the state of questions and offers on cards."""

from core.extensions import card_relations

card_relations.add("demandpage", "offerpage")
