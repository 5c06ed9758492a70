"""An experiment on one page: to read without an account, to print, and to keep."""
