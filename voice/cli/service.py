"""Commands for the service: serve, worker."""

from contextlib import nullcontext

import click

from voice.cli.group import main, open_studio
from voice.environment import variable_of
from voice.memory import lasting
from voice.settings import Settings
from voice.standby import standing_by


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
    settings = Settings.from_environment()
    with nullcontext() if settings.broker else standing_by(settings.data, settings.engine) as standby:
        with lasting():
            from voice.serving import serve as serve_pages  # noqa: PLC0415 - a second's worth of modules
        serve_pages(settings, host, port, samples=samples, standby=standby)


@main.command()
@click.option("--urgent", is_flag=True, help="Only what a listener waits for; bulk work never keeps it busy.")
def worker(*, urgent: bool) -> None:
    """Make recordings for a service whose pages run elsewhere, over the same database and recordings.

    With VOICE_BROKER set, Celery tells it of work; any number of workers on any number of machines may run.

    Example: voice worker
    """
    from voice.jobs.celery_crew import work_for_broker  # noqa: PLC0415 - as above
    from voice.jobs.crew import work_until_stopped  # noqa: PLC0415

    studio = open_studio()
    if urgent and not studio.settings.broker:
        raise click.UsageError(f"--urgent needs a broker; set {variable_of('broker')}.")
    click.echo("Working. Press Ctrl+C to stop.", err=True)
    if studio.settings.broker:
        work_for_broker(studio, urgent_only=urgent)
    else:
        work_until_stopped(studio)
