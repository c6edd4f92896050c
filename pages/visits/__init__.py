"""How often pages are read, by language and day. No cookie, no address, no visitor: only numbers that go up."""
