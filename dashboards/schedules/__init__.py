"""Reports that are made again after each week, month or quarter."""
