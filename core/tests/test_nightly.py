"""What a worker does once a night."""

from core import jobs


def test_what_fails_stops_no_other(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(jobs, "_nightly", {})
    jobs.every_night("break", lambda: 1 / 0)
    jobs.every_night("tidy", lambda: done.append("tidied"))
    jobs.nightly.func(0)
    assert done == ["tidied"]
    assert "The nightly work break failed." in caplog.text
