"""`make demo`: database, organizations, web server and worker from one command, until Ctrl-C."""
