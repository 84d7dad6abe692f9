"""Runs named calls one after the other and prints what came of each as a line of JSON."""

import json
import sys


def play(calls):
    for name, call in calls:
        try:
            call()
            problem = None
        except Exception as error:  # noqa: BLE001 - whatever a client raises is what the test is about
            problem = f"{type(error).__name__}: {error}"
        print(json.dumps({"name": name, "problem": problem}))
        sys.stdout.flush()


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r} instead of {wanted!r}")
