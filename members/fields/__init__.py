"""The group's own fields: what is asked, by whom it was decided, who sees the answers and how long they are kept."""
