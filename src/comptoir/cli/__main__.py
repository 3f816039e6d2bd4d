"""`python -m comptoir.cli` is the same as `comptoir`."""

from comptoir.cli import main

main()
