"""``python -m workflow`` as a program among others at a terminal."""

import os
import subprocess
import sys


def test_a_reader_that_has_seen_enough_ends_a_command_without_a_word(tmp_path):
    text = tmp_path / "long.md"
    text.write_text("One  two, , three.\n\n" * 2000, "utf-8")
    command = [sys.executable, "-m", "workflow", "check_text", "--language", "en", str(text)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LANG": "C"}
    )
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(60) == 1
    running.stderr.close()


def test_a_text_is_checked_in_the_language_of_the_terminal(tmp_path):
    text = tmp_path / "a.md"
    text.write_text("Це текст.", "utf-8")
    command = [sys.executable, "-m", "workflow", "check_text", "--language", "uk", str(text)]
    ran = subprocess.run(
        command, env={**os.environ, "LANGUAGE": "pl"}, capture_output=True, check=False
    )
    assert ran.stdout.decode().startswith("0 błędów")
