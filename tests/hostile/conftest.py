"""Keeps pytest out of the samples: they are submissions, and some ship a conftest.py of their own."""

collect_ignore_glob = ["*"]
