"""Turn French articles into post-edited English."""

__version__ = "0.1.0"
