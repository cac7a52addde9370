"""What can go wrong with speech. Each message says, in plain English, what to do.

VoiceError
|-- UnknownEngine           no engine of that name is installed
|   |-- EngineBroken        it is installed, and does not work
|   `-- EngineNotSetUp      it is known, and something it needs is not there
|-- UnknownVoice            the engine has no voice of that name
|-- UnspokenLanguage        no installed engine speaks the language
|-- RateOutOfRange          a rate outside 0.5 to 3
|-- SpeechFailed            one utterance could not be spoken
|   |-- EngineCrashed       the booth's process died
|   |-- EngineTimedOut      the booth was too slow and was stopped
|   |-- ImplausibleSound    what came back cannot be what was asked for
|   `-- Misheard            a recogniser heard other words
|-- ListeningFailed         a recogniser could not listen, and why
|-- VoiceNotAdded           a further voice could not be put in place
|-- DisclaimerUnspoken      a disclaimer could not be spoken, so nothing goes out
|-- ClipFailed              a worker could not make the clip, and why
|-- ClipLate                no worker has made the clip in time
|-- UnknownSound            a sign that is none of the International Phonetic Alphabet's
|-- UnusableLexeme          a word of a lexicon that can't be used, and why
|-- UnreadableLexicon       a file that is no pronunciation lexicon, and where
|-- NothingToRollBack       there is no earlier generation of the article
|-- UnknownRegeneration     no regeneration of that number
|-- RegenerationEnded       a regeneration with which this can't be done any more
|-- RegenerationUnclear     a regeneration that is asked for in two ways at once
|-- FormatUnavailable       a delivery format needs something that is not installed
|-- InvalidPrompts          the operator's file of prompts for the telephone can't be used as it stands
|-- PromptsChanged          somebody else has changed the telephone's prompts meanwhile
|-- UnknownDialect          no dialect of that name is installed for telephones, or it does not work
|-- PhoneNotReady           the telephone's prompts are still being recorded
|-- PhoneSystemRefused      a telephone system does not let us in, or has let in somebody else in our place
|-- Overtaken               work was put back, as somebody waits for something else
|-- AccountError            something about accounts, and what to do
|   |-- UnknownAccount      nobody has an account of that name
|   |-- AccountRefused      an account can't be made or changed so, and why
|   |-- PasswordRefused     a password that is too short or too easily guessed
|   |-- LinkExpired         a one-time link that was used, or is too old
|   |-- SignInFailed        the name or the password is wrong
|   `-- TooManyAttempts     somebody has tried too often, and has to wait
|-- TrailBroken             the audit trail is not what it was
|-- DatabaseUnusable        the database can't be opened, read or written
|   `-- DatabaseOutdated    its tables are those of another version of this program
|-- BackupUnusable          a backup that can't be written or restored; nothing has changed
|-- NotEmpty                what was to be filled holds something already
`-- SettingsError           a setting that cannot be used
"""


class VoiceError(Exception):
    """Anything wrong with speech."""


class UnknownEngine(VoiceError):
    """No engine of that name is installed."""


class EngineBroken(UnknownEngine):
    """The engine is installed, and does not work."""


class EngineNotSetUp(UnknownEngine):
    """The engine is known, and something that it needs is not there; the message says what."""


class UnknownVoice(VoiceError):
    """The engine has no voice of that name."""


class UnspokenLanguage(VoiceError):
    """No installed engine speaks the language."""


class RateOutOfRange(VoiceError):
    """A rate outside 0.5 to 3."""


class SpeechFailed(VoiceError):
    """One utterance could not be spoken."""


class EngineCrashed(SpeechFailed):
    """The booth's process died while it spoke."""


class EngineTimedOut(SpeechFailed):
    """The booth was too slow and was stopped."""


class ImplausibleSound(SpeechFailed):
    """What came back cannot be what was asked for: empty, or far too short or long."""


class Misheard(SpeechFailed):
    """A recogniser heard other words than were to be said."""


class ListeningFailed(VoiceError):
    """A recogniser could not listen; the message says why."""


class VoiceNotAdded(VoiceError):
    """A further voice could not be put in place; nothing of it is kept."""


class DisclaimerUnspoken(VoiceError):
    """A disclaimer could not be spoken, so nothing goes out."""


class ClipFailed(VoiceError):
    """A worker could not make the clip, and why."""


class ClipLate(VoiceError):
    """No worker has made the clip in time."""


class UnknownSound(VoiceError):
    """A sign that is none of the International Phonetic Alphabet's."""


class UnusableLexeme(VoiceError):
    """A word of a lexicon that can't be used, and why."""


class UnreadableLexicon(VoiceError):
    """A file that is no pronunciation lexicon, and where it fails to be one."""


class FormatUnavailable(VoiceError):
    """A delivery format needs something that is not installed; the message says what to install."""


class InvalidPrompts(VoiceError):
    """The operator's file of prompts for the telephone can't be used as it stands."""


class PromptsChanged(VoiceError):
    """Somebody else has changed what callers are told, meanwhile."""


class UnknownDialect(VoiceError):
    """No dialect of that name is installed for telephones, or it does not work; the message says what to do."""


class PhoneNotReady(VoiceError):
    """The telephone's prompts are still being recorded, or the telephone is off."""


class PhoneSystemRefused(VoiceError):
    """A telephone system does not let us in, or has let in somebody else in our place."""


class Overtaken(VoiceError):
    """Work was put back: somebody waits for something else, or the worker is to stop."""


class AccountError(VoiceError):
    """Something about accounts that can't be done; the message says what to do."""


class UnknownAccount(AccountError):
    """Nobody has an account of that name."""


class AccountRefused(AccountError):
    """An account can't be made or changed so, and why."""


class PasswordRefused(AccountError):
    """A password that is too short or too easily guessed."""


class LinkExpired(AccountError):
    """A one-time link that was used, or is too old."""


class SignInFailed(AccountError):
    """The name or the password is wrong; it is not said which."""


class TooManyAttempts(AccountError):
    """Somebody has tried too often, and has to wait."""


class TrailBroken(VoiceError):
    """The audit trail is not what it was: rows were altered, taken out or slipped in."""


class DatabaseUnusable(VoiceError):
    """The database can't be opened, read or written: the disk is full, or the server is not there."""


class DatabaseOutdated(DatabaseUnusable):
    """The database's tables are those of an older version of this program, or of a newer one."""


class BackupUnusable(VoiceError):
    """A backup can't be written, or one is damaged or foreign: nothing has changed."""


class NotEmpty(VoiceError):
    """What was to be filled holds something already: nothing has changed."""


class SettingsError(VoiceError):
    """A setting that cannot be used."""


class NothingToRollBack(VoiceError):
    """There is no earlier generation of the article."""


class UnknownRegeneration(VoiceError):
    """No regeneration of that number."""


class RegenerationEnded(VoiceError):
    """A regeneration with which this can't be done any more: it is done, or was cancelled, or is not under way."""


class RegenerationUnclear(VoiceError):
    """A regeneration that is asked for in two ways at once; the message says which."""
