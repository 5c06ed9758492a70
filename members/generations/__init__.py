"""Who coaches whom and who brought whom: one shape, a forest read downward from those nobody stands above."""
