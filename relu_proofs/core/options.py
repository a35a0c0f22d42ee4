"""Options of public functions that are no numbers: functions, executors, true or false."""

from collections.abc import Callable, Mapping

from .rational import InputError, shown

__all__ = ["require_executor", "require_flags", "require_functions"]


def require_functions(**options: object) -> None:
    """Refuse options that are neither a function nor None.

    Raises
    ------
    InputError
        With the name of the option and what was found.

    Examples
    --------
    >>> require_functions(progress=print, report=None)
    >>> require_functions(progress=5)
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: progress: found 5, expected a function
    """
    _require(options, callable, "a function")


def require_flags(**options: object) -> None:
    """Refuse options that are neither true nor false nor None: ``"no"`` would count as true.

    Raises
    ------
    InputError
        With the name of the option and what was found.

    Examples
    --------
    >>> require_flags(check=True, header=None)
    >>> require_flags(check="no")
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: check: found 'no', expected True or False
    """
    _require(options, lambda value: isinstance(value, bool), "True or False")


def require_executor(value: object) -> None:
    """Refuse what is neither an executor nor None; a class of executors is none yet.

    Raises
    ------
    InputError
        With what was found.

    Examples
    --------
    >>> require_executor(5)
    Traceback (most recent call last):
    ...
    relu_proofs.core.rational.InputError: executor: found 5, expected an object with a method \
submit, such as concurrent.futures.ProcessPoolExecutor()
    """
    expected = "an object with a method submit, such as concurrent.futures.ProcessPoolExecutor()"
    _require({"executor": value}, _is_executor, expected)


def _is_executor(value: object) -> bool:
    return not isinstance(value, type) and callable(getattr(value, "submit", None))


def _require(
    options: Mapping[str, object], is_right: Callable[[object], bool], expected: str
) -> None:
    """Refuse the first option that is given and not right."""
    for name, value in options.items():
        if value is not None and not is_right(value):
            raise InputError(f"{name}: found {shown(value)}, expected {expected}")
