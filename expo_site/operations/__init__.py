"""What operators and the scheduler do with the site: commands, the staff's page of its health. It has no models."""
