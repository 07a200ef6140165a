"""What can be asked for on the command line: `convscope serve`, `convscope figure`, `convscope network`.

Knows how to start and stop the web service and which files are read and written; computes and draws nothing itself.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app import __version__
from app.settings import Settings, SettingsError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 refused with a sentence on standard error, 2 misspelt."""
    # Before NumPy is imported anywhere: each worker process has one core, and idle BLAS threads cost it dearly.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (SettingsError, CommandError) as error:
        print(f"convscope: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


class CommandError(Exception):
    """A command that cannot be carried out; the message says why and what would work."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="convscope", description="See and understand convolution.")
    parser.add_argument("--version", action="version", version=f"convscope {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_serve(commands)
    _add_figure(commands)
    _add_network(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="start the page and the API", description="Start the page and the API.")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for a whole classroom")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on, 0 for any free one")
    serve.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes, at most one per core")
    serve.set_defaults(run=_serve)


def _serve(arguments: argparse.Namespace) -> int:
    Settings.from_environment(os.environ)  # a wrong setting stops here, with a sentence and before any process starts
    from app import server  # uvicorn is needed by this command only

    try:
        listener = server.listen(arguments.host, arguments.port)
    except OSError as error:
        raise CommandError(server.refusal(error, arguments.host, arguments.port)) from error
    return server.run(listener, arguments.workers)


def _add_figure(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = "Write an experiment as a picture, a drawing, a table, a page or a program: what the ending of FILE names."
    figure = commands.add_parser("figure", help="write an experiment as a figure", description=told)
    figure.add_argument(
        "query",
        metavar="QUERY",
        help="as in an address, 'conv2d?input=ramp:5x5&weight=ones:3x3&step=4'; for a .zip the file of a JSON list "
        '[{"name": "a.svg", "figure": QUERY}, …], - is standard input',
    )
    figure.add_argument("-o", "--output", metavar="FILE", required=True, help="ending in svg, png, gif, webp, apng, …")
    figure.set_defaults(run=_figure)


def _figure(arguments: argparse.Namespace) -> int:
    from app.operators.errors import Refused
    from app.web.strictjson import JSONError
    from app.web.writing import ENDINGS, made  # NumPy is needed by this command only

    path = Path(arguments.output)
    ending = path.suffix.removeprefix(".")
    if ending not in ENDINGS:
        raise CommandError(f"{path}: the ending says what is written; it is one of {', '.join(ENDINGS)}")
    source = arguments.query
    try:
        if ending == "zip":
            source = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        path.write_bytes(made(source, ending, Settings.from_environment(os.environ)))
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    except (Refused, JSONError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
    return 0


def _add_network(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = "Print the table of a network: shapes, parameters, MACs, receptive fields."
    network = commands.add_parser("network", help="print the table of a network", description=told)
    network.add_argument(
        "file", metavar="FILE", help="layers as JSON, PyTorch or Keras text, an .onnx file; - is standard input"
    )
    network.add_argument("--input", metavar="C,H,W", help="shape of the input, channels first, where the file has none")
    network.add_argument("--write", metavar="FRAMEWORK", help="print it as the text of torch or keras instead")
    network.add_argument("-o", "--output", metavar="FIGURE", help="draw it instead, ending in svg, png or tex")
    network.set_defaults(run=_network)


def _network(arguments: argparse.Namespace) -> int:
    from app.networks import file  # NumPy is needed by this command only
    from app.operators.errors import Refused

    try:
        if arguments.output:
            from app.web.network_figures import of_file

            path = Path(arguments.output)
            settings = Settings.from_environment(os.environ)
            path.write_bytes(of_file(arguments.file, arguments.input, path.suffix.removeprefix("."), settings))
        else:
            print(file.shown(arguments.file, arguments.input, arguments.write))
    except OSError as error:
        raise CommandError(f"{error.filename or arguments.file}: {error.strerror}") from error
    except (Refused, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
    return 0


def _port(text: str) -> int:
    return _between(text, 0, 65_535)


def _workers(text: str) -> int:
    return _between(text, 1, 256)


def _between(text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 6 and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")


if __name__ == "__main__":
    sys.exit(main())
