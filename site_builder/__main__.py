"""Run the command line as `python -m site_builder`."""

from site_builder.cli import main

# Where processes are not copies of this one, each of them reads this file under another name.
if __name__ == "__main__":
    main()
