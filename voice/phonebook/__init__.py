"""What is kept for telephones: the programmes that calls are pinned to, calls between two requests, places."""

from voice.phonebook.calls import Calls
from voice.phonebook.places import Places
from voice.phonebook.programmes import Programmes
from voice.phonebook.prompts_file import PromptsFile
from voice.phonebook.tables import metadata

__all__ = ["Calls", "Places", "Programmes", "PromptsFile", "metadata"]
