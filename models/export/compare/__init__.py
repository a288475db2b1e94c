"""Compares adapters with the upstream classes that they wrap, run as their authors run them."""
