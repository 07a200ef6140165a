"""`convscope serve` says when it is ready, stops cleanly, and refuses in one sentence."""

import contextlib
import errno
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app import server
from app.cli import main

ROOT = Path(app.__file__).resolve().parent.parent
START_SECONDS = 30


@contextlib.contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `convscope serve` and the one line that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", "0", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()
    try:
        line = lines.get(timeout=START_SECONDS)
        assert line, process.communicate()[1]
        yield process, line
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stderr.close()


def healthy(line: str) -> bool:
    """Whether the address in the line answers its health question."""
    address = re.fullmatch(r"convscope is ready at (http://127\.0\.0\.1:\d+/)\n", line).group(1)
    with urllib.request.urlopen(f"{address}healthz", timeout=5) as answer:
        return answer.status == 200 and "server" not in answer.headers


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX interrupt")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_serve_announces_itself_answers_and_ends_on_an_interrupt_without_a_word(workers: str) -> None:
    with serving("--workers", workers) as (process, line):
        assert healthy(line)
        os.killpg(process.pid, signal.SIGINT)
        said, complained = process.communicate(timeout=20)
        assert (process.returncode, said, complained) == (0, "", "")


def test_a_port_in_use_is_one_sentence_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["serve", "--port", str(port)])

    sentence = capsys.readouterr().err
    assert code == 1
    assert sentence.startswith(f"convscope: port {port} is already in use on 127.0.0.1; choose another")
    assert sentence.count("\n") == 1


def test_an_address_of_another_machine_is_refused_with_one_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "192.0.2.1", "--port", "0"]) == 1  # TEST-NET-1: nobody's address
    assert "use --host 127.0.0.1" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error, repair",
    [
        (OSError(errno.EADDRINUSE, "in use"), "choose another, such as --port 81."),
        (PermissionError(errno.EACCES, "denied"), "choose one from 1024 up, such as --port 8000."),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "use --host 127.0.0.1, or 0.0.0.0 for all its addresses."),
    ],
)
def test_each_refusal_to_listen_ends_with_what_would_work(error: OSError, repair: str) -> None:
    assert server.refusal(error, "school", 80).endswith(repair)


def test_a_wrong_setting_stops_the_start_and_names_the_variable(monkeypatch, capsys) -> None:
    monkeypatch.setenv("CONVSCOPE_MAX_CELLS", "lots")

    assert main(["serve", "--port", "0"]) == 1
    assert capsys.readouterr().err == (
        "convscope: CONVSCOPE_MAX_CELLS is 'lots', but it must be a positive integer such as 4096.\n"
    )


@pytest.mark.parametrize("option", [["--port", "65536"], ["--port", "-1"], ["--port", "http"], ["--workers", "0"]])
def test_numbers_out_of_range_are_misspelt_commands(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", *option])
    assert f"argument {option[0]}" in capsys.readouterr().err


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"convscope {app.__version__}\n"


def test_the_command_line_sets_the_thread_limit_before_numpy_is_imported() -> None:
    program = "import sys, app.cli; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True) == "False\n"
