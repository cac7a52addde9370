"""Commands for the service: serve, worker."""

import click

from voice.cli.group import main, open_studio
from voice.jobs.crew import work_until_stopped
from voice.serving import serve as serve_pages
from voice.settings import Settings


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 lets others in."
)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--samples", is_flag=True, help="Add the two sample articles first.")
def serve(host: str, port: int, *, samples: bool) -> None:
    """Start the service, and print its address.

    Example: voice serve --port 8080
    """
    serve_pages(Settings.from_environment(), host, port, samples=samples)


@main.command()
def worker() -> None:
    """Make recordings for a service whose pages run elsewhere over the same data folder.

    Example: voice worker
    """
    studio = open_studio()
    click.echo("Working. Press Ctrl+C to stop.", err=True)
    work_until_stopped(studio)
