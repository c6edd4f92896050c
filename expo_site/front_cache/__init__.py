"""The caches in front of the site, and how they hear of a change. Configured by ``FRONT_CACHE_URL`` alone."""
