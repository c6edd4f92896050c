"""What makes one page two languages."""
