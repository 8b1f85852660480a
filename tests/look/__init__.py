"""Every screen in every state: drawn once by the real views, then held against axe, Nu, narrow screens and large type.

A new screen needs three lines in a `cases_*.py`: `@case(template, state)` above a function that asks for the page. A
template that no case draws fails `test_coverage.py`.
"""
