"""Runs a module of this folder in Django's world, so that it can import models like any other.

`python -m bench.within bench.one 1000 5`: the rest of the line is the module's own.
"""

import runpy
import sys

import django

django.setup()
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
