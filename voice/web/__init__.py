"""The door for browsers: pages that read well on a screen and with a screen reader, and the recordings they play."""
