"""Running a command: its exit code, and what is said where it cannot be done."""

from __future__ import annotations

import typer

from api.commands import app
from api.problems import make_problem, problem_of
from api.terminal import silence_output, write_problem
from graph.errors import PolicygraphError


def run(arguments: list[str]) -> int:
    """The exit code of the command that the arguments give; errors are written to standard error."""
    words, as_json = _take_json(arguments)
    try:
        return int(app(words or ["--help"], prog_name="policygraph", standalone_mode=False) or 0)
    except PolicygraphError as error:
        write_problem(problem_of(error), as_json=as_json)
        return 2
    except typer.TyperException as error:
        write_problem(make_problem(422, "bad-parameter", _usage(error)), as_json=as_json)
        return 2
    except BrokenPipeError:
        silence_output()
        return 0
    except OSError as error:
        silence_output()
        write_problem(make_problem(422, "bad-parameter", _say_system(error)), as_json=as_json)
        return 2
    except Exception as error:
        # The last line of defence: nobody is to see a traceback.
        detail = f"unexpected {type(error).__name__}: {error}; please report the command and this line"
        write_problem(make_problem(500, "internal-error", detail), as_json=as_json)
        return 1


def _take_json(words: list[str]) -> tuple[list[str], bool]:
    """The words without --json, which may stand anywhere before `--`, and whether it was there."""
    end = words.index("--") if "--" in words else len(words)
    kept = [word for word in words[:end] if word != "--json"]
    return [*kept, *words[end:]], len(kept) < end


def _say_system(error: OSError) -> str:
    # Help is printed by Typer: where no file is named, it is standard output that cannot be written.
    place = error.filename or "standard output"
    return f"{place}: cannot be read or written ({error.strerror or error}); give another, or see who may use it"


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "policygraph"
    return f"{error.format_message().rstrip('.')}; see: {command} --help"
