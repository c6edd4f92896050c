"""The kinds of entries that Wagtail's log does not have by itself."""

SIGN_IN = "audit.sign_in"
SIGN_OUT = "audit.sign_out"
SIGN_IN_FAILED = "audit.sign_in_failed"
RIGHTS = "audit.rights"
EXPORT = "audit.export"
RESTORE = "audit.restore"
