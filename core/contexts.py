"""What is known of the running request, for the audit trail."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
