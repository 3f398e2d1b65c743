"""The command line. It calls the workflow, renders what comes back, and turns errors into exit codes."""

from translate.cli.app import app

__all__ = ["app"]
