"""Run the command line as `python -m translate`."""

from translate.program import main

if __name__ == "__main__":
    main()
