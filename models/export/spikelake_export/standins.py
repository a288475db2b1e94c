"""Modules put in place of libraries that upstream code imports and that are not installed."""

from __future__ import annotations

import importlib.util
import sys
import types


class _Absent:
    """Anything imported from an ignored library: it can be named but not called."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, name: str):
        return _Absent(f"{self._name}.{name}")

    def __call__(self, *args, **kwargs):
        raise RuntimeError(f"{self._name} was ignored with --ignore-import but is needed: install it")


class _Ignored(types.ModuleType):
    __path__: list = []

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Absent(f"{self.__name__}.{name}")


def ignore(name: str) -> None:
    """Lets ``import name`` succeed for a library that inference does not use, such as a counter or a logger.

    An installed library is left alone. Submodules are named too: ``a.b`` provides both.
    """
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        whole = ".".join(parts[:depth])
        if not installed(whole):
            provide(whole, _Ignored(whole))


def provide(name: str, module: types.ModuleType) -> None:
    """Makes ``import name`` give the module."""
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)


def installed(name: str) -> bool:
    if name in sys.modules:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
