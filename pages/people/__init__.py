"""The people who work on the site: how they come, what waits for each of them, and who takes over when they go."""
