"""The end of an organization: closed by an owner, thirty days to think again, then deleted whole."""
