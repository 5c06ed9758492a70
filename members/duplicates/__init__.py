"""Who may be here twice: found over the whole list, shown with the reason, decided by a person."""
