"""One module a step; each is named by its revision, and they are taken in the order of their names."""
