"""The extensions of Sphinx that build this site."""
