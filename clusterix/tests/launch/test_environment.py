import stat

import pytest

from clusterix.environment import LOCAL_HOSTS, SettingError, read

KEY = "k3y-" * 12 + "abcdefgh"
PRODUCTION = {
    "DATABASE_URL": "postgresql://anna:s%40fe@db.example.org:6432/house?sslmode=require",
    "SECRET_KEY": KEY,
}


def test_nothing_set_means_this_machine_only(tmp_path):
    environment = read({}, tmp_path)

    assert environment.embedded is True
    assert environment.debug is False
    assert environment.allowed_hosts == list(LOCAL_HOSTS)
    assert environment.port == 8000
    assert environment.replica is None
    assert environment.database["HOST"].startswith("/tmp/cx-")
    assert environment.cache == {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
    assert environment.storage["OPTIONS"] == {"location": str(tmp_path / "var/files")}
    assert environment.email["MAILERS"]["default"]["OPTIONS"] == {
        "file_path": str(tmp_path / "var/mail")
    }


def test_the_local_key_is_made_once_and_closed_to_others(tmp_path):
    first, second = read({}, tmp_path), read({}, tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 80
    file = tmp_path / "var/secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_two_clones_have_two_keys_and_two_sockets(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = read({}, tmp_path / "a"), read({}, tmp_path / "b")

    assert one.secret_key != other.secret_key
    assert one.database["HOST"] != other.database["HOST"]


def test_tests_have_a_server_and_files_of_their_own(tmp_path):
    run, test = read({}, tmp_path), read({"CLUSTERIX_PURPOSE": "test"}, tmp_path)

    assert run.database["HOST"] != test.database["HOST"]
    assert test.storage["OPTIONS"] == {"location": str(tmp_path / "var/files-test")}


def test_a_named_database(tmp_path):
    environment = read(PRODUCTION, tmp_path)

    assert environment.embedded is False
    assert environment.secret_key == KEY
    assert environment.database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "house",
        "USER": "anna",
        "PASSWORD": "s@fe",
        "HOST": "db.example.org",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }
    assert not (tmp_path / "var").exists()


def test_a_replica_is_a_mirror_in_tests(tmp_path):
    url = "postgres://db2.example.org/house"
    replica = read(PRODUCTION | {"DATABASE_REPLICA_URL": url}, tmp_path).replica

    assert replica["HOST"] == "db2.example.org"
    assert replica["TEST"] == {"MIRROR": "default"}


def test_the_key_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")
    environ = {"DATABASE_URL": PRODUCTION["DATABASE_URL"], "SECRET_KEY_FILE": f"{tmp_path}/key"}

    assert read(environ, tmp_path).secret_key == KEY


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp://us%40er:p%2Fw@mail.example.org:2525?tls=starttls",
            {"port": 2525, "use_tls": True, "use_ssl": False, "username": "us@er"},
        ),
        ("smtp://mail.example.org", {"port": 587, "use_tls": True, "use_ssl": False}),
        ("smtp://mail.example.org?tls=none", {"port": 25, "use_tls": False, "use_ssl": False}),
        ("smtps://mail.example.org", {"port": 465, "use_tls": False, "use_ssl": True}),
    ],
)
def test_mail_is_encrypted_unless_told_otherwise(tmp_path, url, expected):
    email = read({"EMAIL_URL": url}, tmp_path).email

    mailer = email["MAILERS"]["default"]
    assert mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert mailer["OPTIONS"]["host"] == "mail.example.org"
    assert mailer["OPTIONS"]["timeout"] == 20
    assert {name: mailer["OPTIONS"][name] for name in expected} == expected


def test_the_sender_belongs_to_the_mail_address(tmp_path):
    email = read({"EMAIL_URL": "console:?from=clusterix@example.org"}, tmp_path).email

    assert email == {
        "MAILERS": {
            "default": {
                "BACKEND": "django.core.mail.backends.console.EmailBackend",
                "OPTIONS": {},
            }
        },
        "DEFAULT_FROM_EMAIL": "clusterix@example.org",
        "SERVER_EMAIL": "clusterix@example.org",
    }


def test_a_folder_with_odd_letters(tmp_path):
    folder = tmp_path / "a b#c?ü"
    folder.mkdir()
    environment = read({}, folder)

    assert environment.storage["OPTIONS"] == {"location": str(folder / "var/files")}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ALLOWED_HOSTS", "https://clusterix.example.org/"),
        ("ALLOWED_HOSTS", "clusterix.example.org:8000"),
        ("ALLOWED_HOSTS", "one.example.org two.example.org"),
        ("CACHE_URL", "locmem://"),
        ("CACHE_URL", "redis://cache.example.org:6379/0"),  # its package is not installed
        ("CACHE_URL", "file:///tmp/cache"),
        ("CLUSTERIX_PURPOSE", "fun"),
        ("DATABASE_REPLICA_URL", "postgresql://localhost/house"),
        ("DATABASE_URL", "mysql://localhost/house"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost/house?colour=red"),
        ("DATABASE_URL", "postgresql://localhost:abc/house"),
        ("DATABASE_URL", "postgresql://[::1/house"),
        ("DATABASE_URL", "sqlite:///house.db"),
        ("DEBUG", "maybe"),
        ("EMAIL_URL", "file://relative/folder"),
        ("EMAIL_URL", "mailto:somebody@example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://mail.example.org:99999"),
        ("EMAIL_URL", "smtp://mail.example.org?from=nobody"),
        ("EMAIL_URL", "smtp://mail.example.org?tls=perhaps"),
        ("EMAIL_URL", "smtp://mail.example.org?colour=red"),
        ("EMAIL_URL", "smtps://mail.example.org?tls=none"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "８０００"),
        ("PORT", "http"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("SECRET_KEY_FILE", "/nowhere/key"),
        ("STORAGE_URL", "/srv/files"),
        ("STORAGE_URL", "file:///dev/null"),
        ("STORAGE_URL", "s3://bucket"),
    ],
)
def test_a_wrong_variable_is_refused_with_one_sentence(tmp_path, variable, value):
    key = {"SECRET_KEY": KEY} if variable == "DATABASE_URL" else {}
    with pytest.raises(SettingError) as caught:
        read({variable: value} | key, tmp_path)

    sentence = str(caught.value)
    assert sentence.startswith(f"{variable} ")
    assert "a right one looks like" in sentence
    assert sentence.count("\n") == 0


def test_production_needs_a_key(tmp_path):
    with pytest.raises(SettingError, match=r"^SECRET_KEY is missing although DATABASE_URL is set"):
        read({"DATABASE_URL": PRODUCTION["DATABASE_URL"]}, tmp_path)


def test_two_keys_are_one_too_many(tmp_path):
    with pytest.raises(SettingError, match=r"^SECRET_KEY_FILE is set as well as SECRET_KEY"):
        read(PRODUCTION | {"SECRET_KEY_FILE": "/run/key"}, tmp_path)


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_REPLICA_URL", "EMAIL_URL"])
@pytest.mark.parametrize("scheme", ["ftp", "postgresql", "smtp"])
def test_a_sentence_never_repeats_a_password(tmp_path, variable, scheme):
    url = f"{scheme}://user:TOPSECRET%zz@host:port/name?what=1"
    with pytest.raises(SettingError) as caught:
        read(PRODUCTION | {variable: url}, tmp_path)

    assert "TOPSECRET" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_empty_variable_is_an_unset_one(tmp_path):
    assert read({"DATABASE_URL": " ", "PORT": "", "SECRET_KEY": ""}, tmp_path).port == 8000


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(SettingError, match=r"^SECRET_KEY is not set and cannot be kept in"):
        read({}, tmp_path)
