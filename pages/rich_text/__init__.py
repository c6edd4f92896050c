"""Figures inside running text: references that are stored without a value, and said where they are shown."""
