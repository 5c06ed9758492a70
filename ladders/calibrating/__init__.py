"""Calibration: placing the same people apart from each other, comparing in plain words, settling together."""
