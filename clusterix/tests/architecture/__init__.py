"""The borders of docs/architecture.md, checked. Each failure says what to do."""
