"""Contact: a form without session, cookie or puzzle; messages that are stored first, then mailed, answered and deleted."""
