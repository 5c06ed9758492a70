"""What somebody on file may ask for."""
