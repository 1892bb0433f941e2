#!/usr/bin/env python3
"""Makes the course's two narrated videos and their captions: python3 make/videos.py

Each spoken line is one caption. espeak-ng speaks it, its length gives the caption's times and how long its slide
stays. ffmpeg joins them: H.264 High, yuv420p, progressive, 25 frames a second, a key frame every 2 s, AAC mono, MP4.
Needs the Debian packages espeak-ng, ffmpeg, librsvg2-bin and pngquant.
"""

import subprocess
import tempfile
import textwrap
import wave
from pathlib import Path

from canvas import *
from pictures import SOFT, STRONG, WORDS, bubble, person, table_scene

RATE = 22050
FPS = 25
VOICE = ["espeak-ng", "-v", "en-us+m3", "-s", "145", "-p", "42", "-g", "4", "-a", "120"]
W, H = 1280, 720


def title(text, icon, small):
    c = Canvas(W, H)
    c.badge(640, 230, icon, 110)
    c.middle(640, 430, text, 60, 1040, INK, True)
    c.middle(640, 570, small, 32, 900, MUTED)
    return c


def cards(heading, items, shown, colour=PRIMARY, soft=TINT):
    """A heading and up to three rows, of which the first `shown` are there."""
    c = Canvas(W, H)
    c.text(90, 130, heading, 48, INK, True)
    for n, (text, icon) in enumerate(items):
        y = 192 + n * 160
        if n < shown:
            c.box(90, y, 1100, 134, SURFACE, LINE).badge(176, y + 67, icon, 46, soft, colour)
            c.text(254, y + 79, text, 36)
        else:
            c.box(90, y, 1100, 134, PAPER, LINE, 16, 2, "6 10")
    return c


def who_looks(shown):
    c = Canvas(W, H)
    c.text(90, 120, "Who looks", 48, INK, True)
    for x, icon, label in ((230, "shop", "The employer"), (640, "buildings", "A report company"), (1050, "gavel", "Courts and files")):
        dim = shown == 0 and x == 1050
        c.disc(x, 350, 104, PAPER if dim else SURFACE, LINE if dim else PRIMARY, 4).icon(x, 350, icon, 116, LINE if dim else PRIMARY)
        c.middle(x, 510, label, 36, 330, LINE if dim else INK, True)
    c.arrow(346, 350, 522, PRIMARY, 6)
    c.text(434, 326, "pays", 30, MUTED, False, "middle")
    if shown:
        c.arrow(756, 350, 932, PRIMARY, 6)
        c.text(844, 326, "looks in", 30, MUTED, False, "middle")
    return c


def report(shown):
    c = Canvas(W, H)
    c.box(90, 60, 620, 600, SURFACE, EDGE, 10, 3)
    c.text(140, 130, "Report", 40, INK, True)
    for n, label in enumerate(("Name and addresses", "Where you worked", "Criminal cases")):
        c.icon(166, 208 + n * 84, ("card", "briefcase", "gavel")[n], 48)
        c.text(212, 220 + n * 84, label, 32)
    c.line(140, 440, 660, 440, LINE)
    if shown > 1:
        c.text(140, 500, "Conviction", 32, INK, True)
        c.text(660, 500, "can stay", 30, EARNED, False, "end")
    if shown > 2:
        c.text(140, 570, "Arrest only", 32, INK, True)
        c.text(660, 570, "usually gone after 7 years", 28, OK, False, "end")
    c.icon(970, 250, "search", 210, PRIMARY)
    if shown > 1:
        c.middle(970, 470, "States may set a shorter time", 34, 420, MUTED)
    return c


def said(shown):
    c = Canvas(W, H)
    person(c, 220, 400, 74, PRIMARY, "#8D5E3E", "#241A16")
    person(c, 1080, 400, 74, "#51606F", "#D7A988", "#6B5140")
    table_scene(c, 620)
    lines = ["I was convicted of theft. It was wrong.", "Two years in a kitchen. A food safety certificate.", "I can do that here."]
    for n, line in enumerate(lines[:shown]):
        c.box(350, 60 + n * 150, 580, 126, SOFT[n], STRONG[n], 20, 3).number(404, 123 + n * 150, n + 1, 28, STRONG[n])
        c.text(452, 115 + n * 150 if width(line, 32) > 450 else 134 + n * 150, line, 32, INK, room=450)
    return c


def part(n, small):
    c = Canvas(W, H)
    for k in range(3):
        x = 90 + k * 384
        now = k + 1 == n
        c.box(x, 150, 332, 300, SOFT[k] if now else SURFACE, STRONG[k] if now else LINE, 18, 5 if now else 2)
        c.number(x + 166, 240, k + 1, 52, STRONG[k] if now or n == 0 else EDGE)
        c.middle(x + 166, 370, WORDS["en"]["parts"][k], 34, 290, INK if now or n == 0 else MUTED, True)
    c.middle(640, 560, small, 38, 1080, INK)
    return c


ERRORS = [("The same name, another person", "users"), ("A case that was dismissed or sealed", "gavel")]
RIGHTS = [("Your written permission first", "pencil"), ("A copy before they turn you down", "copy"), ("You can dispute what is wrong", "say")]

CHECKS = [
    (lambda: title("What a background check shows", "search", "See it before someone else does"), "Many employers run a background check before they hire.", "Muchos empleadores hacen una verificación de antecedentes antes de contratar."),
    (lambda: title("What a background check shows", "search", "See it before someone else does"), "It helps to know what they will see, before they see it.", "Ayuda saber qué van a ver, antes de que lo vean."),
    (lambda: who_looks(0), "Most employers pay a company to write a report about you.", "La mayoría paga a una empresa para que escriba un informe sobre usted."),
    (lambda: who_looks(1), "The company looks in court records and other files.", "La empresa busca en los tribunales y en otros archivos."),
    (lambda: report(1), "The report may show your addresses, where you worked, and criminal cases.", "El informe puede mostrar sus direcciones, dónde trabajó y casos penales."),
    (lambda: report(2), "It can show a conviction, even an old one. Some states set a limit.", "Puede mostrar una condena, aunque sea vieja. Algunos estados ponen un límite."),
    (lambda: report(3), "Under federal law, an arrest with no conviction usually drops off after seven years.", "Según la ley federal, un arresto sin condena por lo general desaparece después de siete años."),
    (lambda: cards("Reports can be wrong", ERRORS, 1, EARNED, "#F5E8D3"), "Reports can be wrong. They may mix you up with someone who has the same name.", "Los informes pueden estar mal. Pueden confundirlo con alguien que tiene el mismo nombre."),
    (lambda: cards("Reports can be wrong", ERRORS, 2, EARNED, "#F5E8D3"), "They may show a case that was dismissed or sealed.", "Pueden mostrar un caso que fue desestimado o sellado."),
    (lambda: cards("The law protects you", RIGHTS, 1), "The law protects you in three ways. One: they need your written permission.", "La ley lo protege de tres maneras. Una: necesitan su permiso por escrito."),
    (lambda: cards("The law protects you", RIGHTS, 2), "Two: before they turn you down because of a report, they must give you a copy.", "Dos: antes de rechazarlo por un informe, deben darle una copia."),
    (lambda: cards("The law protects you", RIGHTS, 3), "Three: if something is wrong, you can dispute it, and the company must look into it.", "Tres: si algo está mal, puede disputarlo, y la empresa debe investigarlo."),
    (lambda: title("See your own record first", "eye", "Next: how to do it"), "So look at your own record first, and mend mistakes early.", "Así que vea primero su propio historial y corrija los errores pronto."),
    (lambda: title("See your own record first", "eye", "Next: how to do it"), "Then no question in the interview will surprise you.", "Así, ninguna pregunta de la entrevista lo tomará por sorpresa."),
]

ALOUD = [
    (lambda: title("The three-part answer", "say", "Short, honest, and ready"), "Sooner or later, someone will ask about your record.", "Tarde o temprano, alguien le preguntará por su historial."),
    (lambda: part(0, "Less than a minute"), "A short, honest answer works best. It has three parts.", "Lo mejor es una respuesta corta y honesta. Tiene tres partes."),
    (lambda: part(1, "One or two plain sentences"), "Part one: what happened. One or two plain sentences. No excuses.", "Parte uno: qué pasó. Una o dos frases sencillas. Sin excusas."),
    (lambda: part(2, "Work, classes, certificates"), "Part two: what you have done since. Work, classes, certificates.", "Parte dos: qué ha hecho desde entonces. Trabajo, clases, certificados."),
    (lambda: part(3, "Back to the work"), "Part three: why you are right for this job. Bring the talk back to the work.", "Parte tres: por qué usted es bueno para este trabajo. Vuelva a hablar del trabajo."),
    (lambda: said(0), "Here is how it can sound.", "Así puede sonar."),
    (lambda: said(1), "In twenty nineteen I was convicted of theft. It was wrong, and I paid for it.", "En 2019 me condenaron por robo. Estuvo mal, y pagué por ello."),
    (lambda: said(2), "Since then I worked two years in a kitchen, and I earned a food safety certificate.", "Desde entonces trabajé dos años en una cocina y obtuve un certificado de seguridad alimentaria."),
    (lambda: said(3), "I know how to keep a busy kitchen clean and moving. I would like to do that here.", "Sé mantener limpia y en marcha una cocina con mucho trabajo. Me gustaría hacerlo aquí."),
    (lambda: title("Then stop", "quiet", "Let them speak"), "Then stop, and let them speak.", "Después, pare y deje que hablen."),
    (lambda: title("Say it ten times", "talk", "To a friend, to a mirror, to the wall"), "Practice it aloud: to a friend, to a mirror, to the wall.", "Practíquelo en voz alta: con un amigo, ante un espejo, ante la pared."),
    (lambda: title("Say it ten times", "talk", "To a friend, to a mirror, to the wall"), "Ten times is not too many. When it sounds like you, it is ready.", "Diez veces no es demasiado. Cuando suene a usted, está listo."),
]


def speak(text, path):
    """Speaks one line to a WAV and answers its length in samples, silence at the ends cut off."""
    subprocess.run([*VOICE, "-w", str(path), text], check=True)
    with wave.open(str(path)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
    loud = [n for n, s in enumerate(samples) if abs(s) > 200]
    return samples[max(0, loud[0] - 800) : loud[-1] + 1600].tobytes()


def stamp(ms):
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def captions(path, lang, times, lines):
    cues = [f"WEBVTT\n\nNOTE {lang}"]
    for n, ((start, end), line) in enumerate(zip(times, lines)):
        cues.append(f"{n + 1}\n{stamp(start)} --> {stamp(end)}\n" + "\n".join(textwrap.wrap(line, 44)))
    path.write_text("\n\n".join(cues) + "\n")


def make(name, lines):
    out = COURSE / "video"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        frame, times, sound, shots = RATE // FPS, [], bytearray(b"\0\0" * (RATE // 2)), []
        for n, (draw, english, _) in enumerate(lines):
            voice = speak(english, folder / "line.wav")
            start = len(sound) // 2
            sound += voice
            end = len(sound) // 2
            sound += b"\0\0" * int(RATE * (0.95 if n + 1 == len(lines) or lines[n + 1][0] is not draw else 0.5))
            sound += b"\0\0" * (-(len(sound) // 2) % frame)
            times.append((start * 1000 // RATE, end * 1000 // RATE + 250))
            picture = folder / f"{n:02}.png"
            draw().save(picture, small=False)
            shown = sum(frames for _, frames in shots)
            shots.append((picture, len(sound) // 2 // frame - shown))
        with wave.open(str(folder / "voice.wav"), "wb") as voice:
            voice.setnchannels(1), voice.setsampwidth(2), voice.setframerate(RATE)
            voice.writeframes(bytes(sound))
        (folder / "shots.txt").write_text("".join(f"file '{p}'\nduration {f / FPS:.2f}\n" for p, f in shots) + f"file '{shots[-1][0]}'\n")
        encode(folder, out / f"{name}.mp4", sum(frames for _, frames in shots))
    captions(out / f"{name}.en.vtt", "English", times, [english.replace("twenty nineteen", "2019") for _, english, _ in lines])
    captions(out / f"{name}.es.vtt", "Español", times, [spanish for _, _, spanish in lines])
    lines[0][0]().save(out / f"{name}.png")
    print(name, stamp(times[-1][1]))


def encode(folder, path, frames):
    subprocess.run(
        ["ffmpeg", "-y", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(folder / "shots.txt"), "-i", str(folder / "voice.wav")]
        + ["-vf", f"fps={FPS},scale={W}:{H}:out_color_matrix=bt709:out_range=tv,format=yuv420p", "-frames:v", str(frames)]
        + ["-c:v", "libx264", "-profile:v", "high", "-level:v", "3.1", "-preset", "slow", "-tune", "stillimage", "-crf", "24"]
        + ["-g", str(2 * FPS), "-keyint_min", str(2 * FPS), "-sc_threshold", "0", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
        + ["-af", "highpass=f=90,lowpass=f=6800,equalizer=f=3200:t=q:w=1:g=-3,acompressor=threshold=-20dB:ratio=2.5,loudnorm=I=-18:TP=-2,aresample=44100"]
        + ["-c:a", "aac", "-b:a", "80k", "-ac", "1", "-movflags", "+faststart", "-map_metadata", "-1", "-threads", "1"]
        + ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", str(path)],
        check=True,
    )


if __name__ == "__main__":
    make("what-checks-show", CHECKS)
    make("three-parts-aloud", ALOUD)
