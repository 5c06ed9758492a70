"""Pages of organizations: the way in, who belongs, settings."""
