"""Worksheets that somebody fills in alone: on the screen or on paper, and nowhere else.

There is no model here, and no address that takes an answer. Why, and what is left to be afraid of: docs/decisions/0013.
"""
