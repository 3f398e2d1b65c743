"""Which revision of the steps around the model a draft went through: frames, terms, tags, final marks."""

REVISION = 9
"""To be raised with each change by which drafts come out differently, so that an update makes those anew that nobody
has touched; tests/drafting/test_revision.py tells when. Drafts with no revision on record are of the first."""
