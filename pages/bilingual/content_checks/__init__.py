"""What is looked for in texts before readers meet it. ``findings.py`` asks everything of an object."""
