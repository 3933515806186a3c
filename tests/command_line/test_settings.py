"""The settings: what overrides what, and one clear line for whatever is wrong."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import LogLevel, Settings, SettingsError, known_keys, load_settings
from tests.command_line.terminal import ROOT, TOKEN

EXAMPLE = ROOT / "config.example.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def fault(file: Path, text: str) -> str:
    """The line that refuses these settings."""
    file.write_text(text)
    with pytest.raises(SettingsError) as refusal:
        load_settings(file)
    return str(refusal.value)


def test_the_example_names_every_setting_exactly_with_its_default() -> None:
    named = tomllib.loads(EXAMPLE.read_text())

    assert {section: set(keys) for section, keys in named.items()} == {
        section: set(keys) for section, keys in known_keys().items()
    }
    assert load_settings(EXAMPLE) == Settings()


def test_the_example_explains_every_setting() -> None:
    lines = EXAMPLE.read_text().splitlines()
    for before, line in pairwise(lines):
        if " = " in line and not line.startswith("#"):
            # A pair of settings may share what is said of them.
            assert before.startswith("#") or " = " in before, line


def test_the_environment_comes_before_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('[limits]\nper_second = 5\nchat_burst = 7\n[logs]\nlevel = "error"')
    monkeypatch.setenv("SUIVI_LIMITS__PER_SECOND", "12.5")
    monkeypatch.setenv("SUIVI_LOGS__LEVEL", "")

    settings = load_settings(file)

    assert (settings.limits.per_second, settings.limits.chat_burst) == (12.5, 7)
    assert settings.logs.level is LogLevel.ERROR


def test_only_a_file_that_may_be_missing_may_be(file: Path) -> None:
    assert load_settings(file, may_be_missing=True) == Settings()
    with pytest.raises(SettingsError, match=r"config\.toml: cannot be read: No such file"):
        load_settings(file)


def test_a_missing_token_is_a_fault_only_where_it_is_needed(file: Path) -> None:
    file.write_text('[telegram]\ntoken = ""')
    load_settings(file)
    with pytest.raises(SettingsError, match=r"config\.toml: telegram\.token is missing.*SUIVI_TELEGRAM__TOKEN"):
        load_settings(file, needs_token=True)


def test_a_plain_postgresql_address_gets_the_driver_that_is_there(file: Path) -> None:
    file.write_text('[database]\nurl = "postgresql://a:b@c/d"')
    assert load_settings(file).database.url.get_secret_value() == "postgresql+psycopg://a:b@c/d"


def test_a_server_is_named_without_the_slash_at_its_end(file: Path) -> None:
    file.write_text('[telegram]\nbase_url = "http://127.0.0.1:8081/"')
    assert load_settings(file).telegram.base_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[telegram]\ntokn = 1", "telegram.tokn is no setting; did you mean telegram.token?"),
        ("[telegrm]\ntoken = 1", "telegrm is no setting; did you mean telegram?"),
        ("token = 1", "token is no setting; did you mean telegram.token?"),
        ("[limits]\nlevel = 1", "limits.level is no setting; did you mean logs.level?"),
        ("[limits]\nzzz = 1", "limits.zzz is no setting"),
        ("telegram = 1", "telegram: this is a section with keys of its own"),
        ("[limits]\nper_second = 0", "limits.per_second: input should be greater than 0 (not '0')"),
        ('[polling]\nseconds = "many"', "polling.seconds: input should be a valid integer"),
        ('[logs]\nlevel = "loud"', "logs.level: input should be 'debug', 'info', 'warning' or 'error' (not 'loud')"),
        ('[programme]\ntime_zone = "Mars/Olympus"', "programme.time_zone: no time zone"),
        ('[programme]\ntime_zone = "../../etc/passwd"', "programme.time_zone: no time zone"),
        ('[telegram]\nbase_url = "api.telegram.org"', "telegram.base_url: the root of a Bot API server begins with"),
        ('[telegram]\ntoken = "abc"', "telegram.token: no bot token"),
        ('[database]\nurl = "mysql://u:p@h/n"', "database.url: write sqlite:///FILE or postgresql://"),
        ('[database]\nurl = "sqlite:///:memory:"', "database.url: write sqlite:///FILE or postgresql://"),
        ("[telegram", "is no TOML file"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(file: Path, text: str, words: str) -> None:
    told = fault(file, text)
    assert told.startswith(f"{file}: {words}")
    assert "\n" not in told


def test_all_faults_are_told_at_once(file: Path) -> None:
    told = fault(file, "[limits]\nchat_burst = 0\n[polling]\nseconds = 99")
    assert "limits.chat_burst" in told
    assert "polling.seconds" in told


def test_what_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="is no TOML file: it is not UTF-8"):
        load_settings(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        (
            "SUIVI_TELEGRAM__TOKN",
            "1",
            "SUIVI_TELEGRAM__TOKN in the environment is no setting; did you mean SUIVI_TELEG",
        ),
        ("SUIVI_TOKEN", "1", "SUIVI_TOKEN in the environment is no setting; did you mean SUIVI_TELEGRAM__TOKEN?"),
        ("SUIVI_LIMITS", "{}", "SUIVI_LIMITS in the environment is no setting"),
        ("SUIVI_LIMITS__CHAT_BURST", "x", "SUIVI_LIMITS__CHAT_BURST in the environment: input should be a valid int"),
    ],
)
def test_a_wrong_variable_is_told_by_its_name(
    file: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    told = fault(file, "")
    assert told.startswith(words)
    assert ";" not in told.partition("; did you mean")[2]


@pytest.mark.parametrize(
    "text",
    [
        f'telegram = "{TOKEN}"',
        f'[telegram]\ntokn = "{TOKEN}"',
        f'[telegram]\ntoken = "x{TOKEN}"',
        '[database]\nurl = "mysql://u:TEST-password@h/n"',
        '[database]\nurl = ["TEST-password"]',
    ],
)
def test_no_fault_repeats_a_secret(file: Path, text: str) -> None:
    told = fault(file, text)
    assert "TEST" not in told


def test_settings_do_not_show_their_secrets(file: Path) -> None:
    file.write_text(f'[telegram]\ntoken = "{TOKEN}"\n[database]\nurl = "postgresql://u:TEST-password@h/n"')
    settings = load_settings(file)
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert "TEST" not in f"{settings!r} {settings}"
