"""What editors build a page from: one family of blocks a file; ``page_body`` alone decides what is allowed where."""
