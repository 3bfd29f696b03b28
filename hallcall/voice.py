"""`hallcall voice`: hear what the hall will say, check a pack of clips, make one."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from contract.hall import HallFile
from contract.ids import TicketNumber
from hallcall.errors import EXIT_FAILED, CannotRun
from hallcall.options import AsJson, HallPath, Language, load_hall
from hallcall.tables import show_table

if TYPE_CHECKING:
    from display.core.utterance import Utterance
    from qtkit.speech.wav import Sound

app = typer.Typer(help="Hear what the hall will say; check and make clips.", no_args_is_help=True)

MACHINE: Final = "machine"
Lang: TypeAlias = Annotated[Language, typer.Option("--lang", help="In which language.")]


@app.callback()
def voice() -> None:
    """Hear what the hall will say; check and make clips."""


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What to say; or use --call.")] = "",
    *,
    hall: HallPath,
    call: Annotated[
        tuple[str, int] | None,
        typer.Option(help="Say this call, as the displays do.", metavar="NUMBER WINDOW"),
    ] = None,
    lang: Annotated[
        Language | None, typer.Option("--lang", help="This language alone; both if left out.")
    ] = None,
    group: Annotated[str | None, typer.Option(help="With this group's words.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write it instead of playing it.", metavar="FILE.wav")
    ] = None,
    player: Annotated[
        str, typer.Option(help='What plays: "auto", or a program that takes a WAV.')
    ] = "auto",
    device: Annotated[
        str, typer.Option(help="Through which device, as `loudspeakers` names it.")
    ] = "default",
) -> None:
    """Say a call or a text with the hall's voices, as a display would; tell how loud it is."""
    file = load_hall(hall).file
    languages = [lang.value] if lang else ["zh", "en"]
    if bool(text) == bool(call):
        raise typer.BadParameter('either a text or --call, as in: --call A012 3 or "您好"')
    if text and lang is None:
        raise typer.BadParameter("of a text, say the language", param_hint="--lang")
    said = _call(file, languages, call, group) if call else [_text(languages[0], text)]
    sound = _made(file, hall.parent, said, chimes=call is not None)
    if out is None:
        _play(sound, player, _known(device))
        return
    _write(out, sound)


@app.command()
def devices(*, as_json: AsJson = False) -> None:
    """List the sound devices of this machine, as `loudspeakers` in the hall file names them."""
    from qtkit.speech.devices import sound_devices

    rows = sorted(sound_devices())
    if not rows:
        raise CannotRun("no sound device: connect one; apt-get install alsa-utils lists them")
    show_table("sound devices", ("device", "what it is"), rows, as_json=as_json)


@app.command()
def check(
    pack: Annotated[Path, typer.Argument(help="A pack: its folder, or a zip of it.")],
    *,
    hall: HallPath,
    as_json: AsJson = False,
) -> None:
    """Check a pack of clips: name each that is damaged, and each the hall lacks."""
    from display.core.repertoire import repertoire
    from qtkit.speech.packs import BadPack, Pack, complaints

    file = load_hall(hall).file
    try:
        opened = Pack.open(pack)
    except BadPack as error:
        raise CannotRun(str(error)) from None
    found = complaints(opened, repertoire(file, opened.manifest.language))
    if found:
        rows = [(each.what, each.why) for each in found]
        show_table(f"{pack}: {len(rows)} to do", ("clip", "it"), rows, as_json=as_json)
        raise typer.Exit(EXIT_FAILED)
    has = opened.manifest
    rows = [
        ("language", has.language), ("voice", has.voice), ("licence", has.licence),
        ("clips", str(sum(name.endswith(".wav") for name in opened.files.names()))),
    ]  # fmt: skip
    show_table(f"{pack}: says every call of the hall", ("what", "it is"), rows, as_json=as_json)


@app.command("make-pack")
def make_pack(
    out: Annotated[Path, typer.Argument(help="The folder of the pack.")],
    *,
    hall: HallPath,
    lang: Lang,
    engine: Annotated[
        str, typer.Option(help='"machine", or a voice file of piper.', metavar="FILE.onnx")
    ] = MACHINE,
    voice: Annotated[str, typer.Option(help="Who speaks.")] = "the engine",
    licence: Annotated[str, typer.Option(help="How the clips may be used.")] = "as the engine's",
) -> None:
    """Make a pack with all clips the hall needs, spoken by an engine.

    Clips that are in the folder stay: to record some of them, delete or replace just those.
    """
    from display.core.repertoire import repertoire
    from qtkit.speech.engine import WORKER, SpeechEngine, SpeechError, piper_worker
    from qtkit.speech.packs import write_pack

    file = load_hall(hall).file
    with TemporaryDirectory(prefix="hallcall-voice-") as scratch:
        command = WORKER if engine == MACHINE else piper_worker({lang.value: Path(engine)})
        speaker = SpeechEngine(Path(scratch), command=command)
        try:
            count = write_pack(
                out,
                repertoire(file, lang.value),
                language=lang.value,
                voice=voice,
                licence=licence,
                speak=lambda text: speaker.clip(lang.value, text),
            )
        except (SpeechError, OSError) as error:
            raise CannotRun(f"the pack cannot be made: {error}") from error
        finally:
            speaker.close()
    typer.echo(f"{out}: {count} clips")


def _call(
    file: HallFile, languages: list[str], call: tuple[str, int], group: str | None
) -> "list[Utterance]":
    from display.core.utterance import Utterance
    from display.core.wording import WINDOW_NUMBER_MAX, Wording
    from hallcall.options import pick

    number, window = call
    if not 0 <= window <= WINDOW_NUMBER_MAX:
        raise typer.BadParameter(f"windows are 0 to {WINDOW_NUMBER_MAX}", param_hint="--call")
    group_id = pick("group", group, file.groups).id if group else None
    wording = Wording.of(file)
    return [
        Utterance(each, wording.phrases(each, TicketNumber(number), window, group_id))
        for each in languages
    ]


def _text(language: str, text: str) -> "Utterance":
    from display.core.utterance import Utterance
    from qtkit.speech.phrases import Phrase, Words

    return Utterance(language, (Phrase((Words(text, text),)),))


def _made(file: HallFile, folder: Path, said: "list[Utterance]", *, chimes: bool) -> "Sound":
    """Return it as a display makes it; tell what a display would have an alarm for."""
    from display.speech.furnishing import make_studio
    from display.speech.voice import MADE_TIMEOUT_S, in_one

    languages = [each.language for each in said]
    with TemporaryDirectory(prefix="hallcall-voice-") as scratch:
        studio = make_studio(file, languages, directory=Path(scratch), voices_dir=folder)
        studio.start()
        try:
            chime = studio.looked.result(MADE_TIMEOUT_S)
            sentences = studio.make(said).result(MADE_TIMEOUT_S)
        finally:
            studio.close()
    for code, fault in studio.faults.items():
        typer.echo(f"{code}: {fault.message}; {fault.hint}", err=True)
    if not sentences:
        raise CannotRun("nothing can be said")
    return in_one(chime if chimes else None, sentences)


def _known(device: str) -> str:
    from qtkit.speech.player import DEFAULT, TO_DEVICE

    if device != DEFAULT and device.partition(":")[0] not in TO_DEVICE:
        forms = ", ".join(f"{program}:NAME" for program in TO_DEVICE)
        raise typer.BadParameter(f"one of default, {forms}", param_hint="--device")
    return device


def _play(sound: "Sound", setting: str, device: str) -> None:
    from qtkit.speech.player import PlayFailed, find_player
    from qtkit.speech.wav import wav_bytes

    with TemporaryDirectory(prefix="hallcall-voice-") as scratch:
        player, why = find_player(setting, Path(scratch), device)
        if player is None:
            raise CannotRun(f"no sound can be played: {why}; --out FILE.wav writes it instead")
        path = Path(scratch) / "said.wav"
        path.write_bytes(wav_bytes(sound))
        try:
            player.play(path, timeout_s=sound.duration_s + 5)
        except PlayFailed as error:
            raise CannotRun(str(error)) from None
    typer.echo(f"{player.name}: {_measured(sound)}")


def _write(out: Path, sound: "Sound") -> None:
    from qtkit.speech.wav import wav_bytes, write_whole

    try:
        write_whole(out, wav_bytes(sound))
    except OSError as error:
        raise CannotRun(f"{out} cannot be written: {error}") from None
    typer.echo(f"{out}: {_measured(sound)}")


def _measured(sound: "Sound") -> str:
    from qtkit.speech.levels import off_target_db

    return f"{sound.duration_s:.1f} s, {off_target_db(sound):+.1f} dB from the hall's level"
