"""What runs in the limited child process: it reads one file that a stranger made, and knows no Django.

Only the standard library, python-calamine and charset-normalizer may be imported here.
"""
