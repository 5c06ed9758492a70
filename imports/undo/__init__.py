"""Taking a list back: what nobody touched since is as it was before; what somebody changed stays, and the page says why."""
