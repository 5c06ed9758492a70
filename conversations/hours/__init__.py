"""The data hour: an hour that is booked to write up what lives in heads, from one shared queue."""
