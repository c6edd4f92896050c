"""What visitors take with them: share links, the QR code, the share picture, short addresses."""
