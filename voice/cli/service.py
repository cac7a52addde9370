"""Commands for the service: serve, worker."""

import click

from voice.cli.group import main, open_studio
from voice.environment import variable_of
from voice.jobs.celery_crew import work_for_broker
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
@click.option("--urgent", is_flag=True, help="Only what a listener waits for; bulk work never keeps it busy.")
def worker(*, urgent: bool) -> None:
    """Make recordings for a service whose pages run elsewhere, over the same database and recordings.

    With VOICE_BROKER set, Celery tells it of work; any number of workers on any number of machines may run.

    Example: voice worker
    """
    studio = open_studio()
    if urgent and not studio.settings.broker:
        raise click.UsageError(f"--urgent needs a broker; set {variable_of('broker')}.")
    click.echo("Working. Press Ctrl+C to stop.", err=True)
    if studio.settings.broker:
        work_for_broker(studio, urgent_only=urgent)
    else:
        work_until_stopped(studio)
