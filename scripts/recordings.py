"""Generates the example recordings: `.venv/bin/python scripts/recordings.py`.

Needs espeak-ng and ffmpeg. Run it when a text in `site/demo/content/recordings/` has changed; its output (video, captions,
subtitles and chapters) is committed beside the text. Times are measured on the generated audio.
"""

import math
import re
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from PIL import Image, ImageDraw, ImageFont  # noqa: E402

from covers.palette import BEAK, FLAG, GREEN, INK, PALE, PEACH  # noqa: E402
from demo import drawn_diagrams, drawn_scenes, drawn_talks  # noqa: E402
from talkshows.captions.cue import Cue, write_webvtt  # noqa: E402

FOLDER = ROOT / "site" / "demo" / "content" / "recordings"
FONT = ROOT / "site" / "static" / "fonts" / "atkinson-next.woff2"
VOICES = ["nl+m3", "nl+f2", "nl+m7", "nl+f4"]  # in the order of the roles
SPEED = 148  # words a minute
SIZE, STRIP = (854, 480), 96  # pixels; the strip below the picture holds title and roles
RATE = (22050, 1, 2)
BETWEEN = {"sentence": 250, "turn": 550, "part": 1100}  # milliseconds of silence
SCENES = {
    "coalition": drawn_diagrams.coalition,
    "question": drawn_diagrams.question,
    "swap": drawn_diagrams.matching,
    "table": drawn_scenes.long_table,
    "stairwell": drawn_scenes.stairwell_after,
    **{name: getattr(drawn_talks, name) for name in ("keys", "report", "wheels", "door", "light")},
}


def sentences(dutch: str, english: str) -> list[tuple[str, str]]:
    """Return pairs of sentences if both texts have the same number, else one pair of whole texts."""
    pair = [re.split(r"(?<=[.?!]) ", text) for text in (dutch, english)]
    return list(zip(*pair, strict=True)) if len(pair[0]) == len(pair[1]) else [(dutch, english)]


def speak(text: str, voice: str, folder: Path) -> bytes:
    """Return the 16-bit samples of a spoken sentence, without trailing silence."""
    path = folder / "zin.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(SPEED), "-z", "-w", str(path), text], check=True)
    with wave.open(str(path)) as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != RATE:
            raise SystemExit("espeak-ng speaks in another form than 22,050 samples of 16 bits a second")
        return sound.readframes(sound.getnframes())


def silence(milliseconds: int) -> bytes:
    """Return samples of silence."""
    return b"\0\0" * (22050 * milliseconds // 1000)


def slide(values: dict, part: dict, speaker: str) -> Image.Image:
    """Return the frame that is shown while `speaker` speaks in a part."""
    font = {size: ImageFont.truetype(str(FONT), size) for size in (15, 19, 27)}
    font[27].set_variation_by_axes([720])
    font[15].set_variation_by_axes([620])
    top = SIZE[1] - STRIP
    drawing = SCENES[part["scene"]]
    whole = drawing.__module__ == drawn_diagrams.__name__  # a diagram is shown whole, a scene fills the width
    width = top * 3 // 2 if whole else SIZE[0]
    scene = drawing().image.resize((width, width * 2 // 3), Image.Resampling.LANCZOS)
    image = Image.new("RGB", SIZE, scene.getpixel((0, 0)))
    image.paste(scene, ((SIZE[0] - width) // 2, (top - scene.height) // 2))
    pen = ImageDraw.Draw(image)
    pen.rectangle([0, top, *SIZE], fill=INK)
    pen.line([(0, top), (SIZE[0], top)], fill=GREEN, width=5)
    pen.text((24, top + 14), part["title"], font=font[27], fill=PALE)
    x = 24
    for role, colour in zip(values["roles"], (PALE, BEAK, "#86d3b3", PEACH), strict=True):
        spoken = role == speaker
        width = font[19].getlength(role)
        if spoken:
            pen.rectangle([x - 4, top + 55, x + width + 40, top + 84], fill=FLAG)
        pen.ellipse([x + 4, top + 60, x + 22, top + 78], fill=INK if spoken else colour)
        pen.text((x + 30, top + 57), role, font=font[19], fill=INK if spoken else PALE)
        x += width + 62
    width = font[15].getlength(values["mark"])
    pen.rectangle([SIZE[0] - width - 36, 12, SIZE[0] - 12, 40], fill=PALE, outline=INK)
    pen.text((SIZE[0] - width - 24, 17), values["mark"], font=font[15], fill=INK)
    return image


def make_recording(path: Path) -> None:
    """Write the video, captions and chapters of one text."""
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    voices = dict(zip(values["roles"], VOICES, strict=True))
    sound, dutch, english, chapters, shots = silence(600), [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder, before = Path(name), None
        for part in values["parts"]:
            if shots:
                sound += silence(BETWEEN["part"] - BETWEEN["sentence"])
            for speaker, words, translation in part["lines"]:
                if before == part["title"] and shots[-1][1] != speaker:
                    sound += silence(BETWEEN["turn"] - BETWEEN["sentence"])
                start = len(sound) * 1000 // 44100
                if before != part["title"]:
                    chapters.append(Cue(start, start + 1, part["title"]))
                    before = part["title"]
                shots.append((part, speaker, start))
                for here, there in sentences(words, translation):
                    begin = len(sound) * 1000 // 44100
                    sound += speak(here, voices[speaker], folder)
                    end = len(sound) * 1000 // 44100
                    dutch.append(Cue(begin, end, here, speaker))
                    english.append(Cue(begin, end, there, speaker))
                    sound += silence(BETWEEN["sentence"])
        sound += silence(900)
        end = len(sound) * 1000 // 44100
        with wave.open(str(folder / "geluid.wav"), "wb") as out:
            out.setparams((1, 2, 22050, 0, "NONE", ""))
            out.writeframes(sound)
        write_video(values, shots, end, folder, path.with_suffix(".mp4"))
    ends = [*(chapter.start for chapter in chapters[1:]), end]
    chapters = [Cue(chapter.start, stop, chapter.text) for chapter, stop in zip(chapters, ends, strict=True)]
    for label, cues in (("nl", dutch), ("en", english), ("chapters", chapters)):
        path.with_suffix(f".{label}.vtt").write_text(write_webvtt(cues), encoding="utf-8")
    print(
        f"{path.stem}: {end / 1000:.1f} s, {path.with_suffix('.mp4').stat().st_size / 1e6:.2f} MB, {len(dutch)} lines"
    )


def write_video(values: dict, shots: list, end: int, folder: Path, target: Path) -> None:
    """Write frames and audio to an MP4 (H.264 and AAC, faststart)."""
    rows = []
    starts = [0, *(start for _part, _speaker, start in shots[1:]), end]
    for number, (part, speaker, _start) in enumerate(shots):
        slide(values, part, speaker).save(folder / f"{number}.png")
        rows.append(f"file '{number}.png'\nduration {(starts[number + 1] - starts[number]) / 1000:.3f}")
    (folder / "beelden.txt").write_text("\n".join([*rows, f"file '{len(shots) - 1}.png'"]), encoding="utf-8")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "concat", "-i", folder / "beelden.txt", "-i", folder / "geluid.wav", "-map", "0:v", "-map",
         "1:a", "-r", "10", "-c:v", "libx264", "-profile:v", "main", "-preset", "veryslow", "-tune", "stillimage", "-crf", "30", "-g", "100",
         "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "48k", "-ac", "1", "-ar", "22050", "-t", f"{end / 1000:.3f}", "-movflags",
         "+faststart", "-map_metadata", "-1", "-metadata", f"title={values['title']}", "-fflags", "+bitexact", "-flags", "+bitexact",
         target],
        check=True, cwd=folder,
    )  # fmt: skip


def draw_cover() -> None:
    """Write the square cover image of the podcast."""
    image = Image.new("RGB", (1400, 1400), "#ddc17c")
    pen = ImageDraw.Draw(image)
    curve = [(x, 980 + 90 * math.sin(x / 220)) for x in range(0, 1410, 10)]
    pen.polygon([*curve, (1400, 1400), (0, 1400)], fill=INK)
    pen.line([(0, 430), (1400, 430)], fill=GREEN, width=130)
    pen.ellipse([720, 220, 1140, 640], fill=GREEN)
    pen.ellipse([825, 325, 1035, 535], fill=PALE)
    font = ImageFont.truetype(str(FONT), 190)
    font.set_variation_by_axes([720])
    pen.text((90, 1090), "Stadskennis", font=font, fill=PALE)
    image.quantize(32, dither=Image.Dither.NONE).save(ROOT / "site" / "static" / "img" / "podcast.png", optimize=True)


if __name__ == "__main__":
    draw_cover()
    for found in sorted(FOLDER.glob("*.toml")):
        make_recording(found)
