"""A page with both languages side by side, paragraph beside paragraph."""
