"""Loading the records of a root for a command that needs all of them to be good."""

from site_builder import pipeline
from site_builder.cli.options import Options
from site_builder.cli.printing import print_issues
from site_builder.publish.checked import count_records
from site_builder.records.directory import Directory


def directory_of(options: Options) -> Directory:
    """Return the directory of a root; records with errors end the command with their issues."""
    directory, issues = pipeline.load_directory(options.root, options.today)
    if directory is None:
        print_issues(options, issues, count_records(options.root))
        raise SystemExit(1)
    return directory
