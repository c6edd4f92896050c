"""What is logged, and how a line looks. Read by ``expo_site.settings``."""

from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS


def logging_as(line_format: str, level: str) -> dict[str, Any]:
    """``LOGGING`` with lines in ``line_format``, “line” or “json”, from ``level`` up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_number": {"()": "expo_site.request_log.RequestNumberFilter"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                # Named one by one: what Django adds to its records by itself holds addresses with their query.
                "format": "{asctime}{levelname}{name}{request_id}{message}",
                "style": "{",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "reserved_attrs": [*RESERVED_ATTRS, "request", "status_code", "server_time", "sql", "params"],
                "json_ensure_ascii": False,
            },
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": line_format, "filters": ["request_number"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django_tasks": {"level": "WARNING"},  # two lines for every saved object otherwise
            "django": {
                "handlers": [],
                "level": "INFO",
                "propagate": True,
            },  # not mails of faults: they hold forms and cookies
        },
    }
