"""The figures of the pages, one module per page, on the shared ground in `base`."""
