"""The doors: the HTTP routes, the command line and the settings they share."""
