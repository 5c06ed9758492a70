"""Leaving the sheet: comparing a spreadsheet that people still keep with what is here, until it is retired."""
