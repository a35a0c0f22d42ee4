"""Keras's own files, ``.keras``: an archive of the model's configuration and its weights."""
