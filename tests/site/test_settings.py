"""Settings by environment: what production refuses, what each set promises; each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "k3v9-qTz7w_Jr2mX8bLp5Yc1Nf6Hs0Dg4Ae-UiOoPpWwQqZz9K7x"
PRODUCTION = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "quality.example.cn",
    "SITE_BASE_URL": "https://quality.example.cn",
}
OURS = {
    *(
        "DATABASE_URL",
        "ELASTICSEARCH_URL",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_BASE_URL",
        "DEBUG",
        "DATA_DIR",
    ),
    *("TRUSTED_PROXIES", "EMAIL_URL", "CACHE_URL", "LOG_LEVEL", "DJANGO_SETTINGS_MODULE"),
}
SHOW = """
import json
from onestop.site.settings import {name} as chosen
print(json.dumps({{name: getattr(chosen, name, None) for name in {names!r}}}, default=str))
"""
COMPILE = """
import django
from django.apps import apps
from onestop.site.translations import catalogues
catalogues.compile_all = lambda: print("loaded:", apps.models_ready)
django.setup()
"""
CHECK = """
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
"""


def python(code: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``code`` with only these of our variables."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def setting(name: str, folder: Path, *names: str, **variables: str) -> dict[str, object]:
    """Return settings of the set ``name``."""
    done = python(SHOW.format(name=name, names=names), folder, **variables)
    assert done.returncode == 0, done.stderr
    values: dict[str, object] = json.loads(done.stdout)
    return values


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("SECRET_KEY", "", "SECRET_KEY"),
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY"),
        ("SECRET_KEY", "django-insecure-" + SECRET, "SECRET_KEY"),
        ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", "quality.example.cn,*", "ALLOWED_HOSTS"),
        ("SITE_BASE_URL", "http://quality.example.cn", "SITE_BASE_URL"),
        ("SITE_BASE_URL", "", "SITE_BASE_URL"),
    ],
)
def test_production_refuses_to_start_and_says_what_is_missing(tmp_path, variable, value, message) -> None:
    done = python("import onestop.site.settings.production", tmp_path, **{**PRODUCTION, variable: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured")
    assert message in last
    assert SECRET not in done.stderr


def test_production_without_any_variable_does_not_start(tmp_path) -> None:
    assert python("import onestop.site.settings.production", tmp_path).returncode != 0


def test_production_passes_django_s_own_check_for_deployment(tmp_path) -> None:
    done = python(CHECK, tmp_path, **PRODUCTION, DJANGO_SETTINGS_MODULE="onestop.site.settings.production")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_keeps_cookies_to_tls_and_debug_off_whatever_is_asked(tmp_path) -> None:
    names = (
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
    )
    values = setting("production", tmp_path, *names, **PRODUCTION, DEBUG="1")
    assert values == dict(zip(names, (False, True, True, True, 31_536_000), strict=True))


def test_production_asks_staff_for_a_second_factor_and_prints_no_codes(tmp_path) -> None:
    names = ("STAFF_SECOND_FACTOR", "SMS_BACKEND")
    assert setting("production", tmp_path, *names, **PRODUCTION) == dict(
        zip(names, (True, "off"), strict=True)
    )
    assert setting("demo", tmp_path, *names) == dict(zip(names, (False, "console"), strict=True))


def test_production_works_in_the_background_and_logs_for_machines(tmp_path) -> None:
    values = setting("production", tmp_path, "TASKS", "LOGGING", "STORAGES", **PRODUCTION)
    assert values["TASKS"]["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"
    assert values["LOGGING"]["handlers"]["stderr"]["formatter"] == "json"
    assert "Manifest" in values["STORAGES"]["staticfiles"]["BACKEND"]


def test_a_forwarded_scheme_is_believed_only_behind_a_proxy_of_ours(tmp_path) -> None:
    behind = setting("production", tmp_path, "SECURE_PROXY_SSL_HEADER", "NINJA_NUM_PROXIES", **PRODUCTION)
    alone = setting(
        "production",
        tmp_path,
        "SECURE_PROXY_SSL_HEADER",
        "NINJA_NUM_PROXIES",
        **PRODUCTION,
        TRUSTED_PROXIES="0",
    )
    assert behind == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"], "NINJA_NUM_PROXIES": 1}
    assert alone == {"SECURE_PROXY_SSL_HEADER": None, "NINJA_NUM_PROXIES": 0}


def test_a_database_server_is_reached_by_connections_that_are_kept_and_checked(tmp_path) -> None:
    url = "postgres://user:secret@db.example.cn:5433/onestop?sslmode=verify-full"
    database = setting("production", tmp_path, "DATABASES", **PRODUCTION, DATABASE_URL=url)["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_HEALTH_CHECKS"]
    assert database["CONN_MAX_AGE"] > 0
    assert database["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": 5}


def test_everything_that_is_kept_lies_in_the_data_folder(tmp_path) -> None:
    names = ("DATABASES", "MEDIA_ROOT", "PRIVATE_ROOT", "STATIC_ROOT", "CACHES")
    values = setting("demo", tmp_path, *names)
    places = [
        values["DATABASES"]["default"]["NAME"],
        *(values[name] for name in ("MEDIA_ROOT", "PRIVATE_ROOT", "STATIC_ROOT")),
        *(values["CACHES"][name]["LOCATION"] for name in ("default", "answers")),
    ]
    assert all(Path(place).is_relative_to(tmp_path) for place in places)


def test_the_demo_keeps_a_secret_of_its_own_that_only_its_owner_reads(tmp_path) -> None:
    first, second = (setting("demo", tmp_path, "SECRET_KEY")["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_demo_answers_on_this_machine_only(tmp_path) -> None:
    assert setting("demo", tmp_path, "ALLOWED_HOSTS")["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_the_demo_compiles_translations_before_an_app_can_read_them(tmp_path: Path) -> None:
    done = python(COMPILE, tmp_path, DJANGO_SETTINGS_MODULE="onestop.site.settings.demo")
    assert done.stdout.split("\n") == ["loaded: False", ""], done.stderr


def test_links_in_the_demos_messages_name_the_port_it_is_served_on(tmp_path: Path) -> None:
    assert setting("demo", tmp_path, "WAGTAILADMIN_BASE_URL", PORT="8123") == {
        "WAGTAILADMIN_BASE_URL": "http://127.0.0.1:8123"
    }
