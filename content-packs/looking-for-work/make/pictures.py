#!/usr/bin/env python3
"""Draws every picture of the course: python3 make/pictures.py

Pictures with words in them are drawn once for each language. The same folder gives the same pictures.
"""

import math

from canvas import *

WORDS = {
    "en": {
        "path": [("Know your record", "file"), ("Tell your story", "say"), ("Find the work", "search"), ("Keep the work", "hands")],
        "places": [("The court", "gavel"), ("Your state", "buildings"), ("The FBI", "fingerprint"), ("Private companies", "copy")],
        "copies": "They copy from the others, so mistakes can be copied too",
        "notice": [("Written permission", "pencil"), ("The report", "file"), ("A copy for you", "copy"), ("Your chance to answer", "say"), ("The decision", "scales")],
        "ask": "Have you ever been convicted?",
        "ready": "I am ready for this question.",
        "parts": ["What happened", "What I have done since", "Why this job"],
        "part": "Part {}",
        "p2": ["One or two sentences", "Plain words: the offense and the year", "No excuses, and nobody to blame"],
        "p3": [("Work", "toolbox"), ("Classes", "book"), ("Certificates", "certificate"), ("People who speak for you", "users")],
        "p4": ["One thing they need", "How you do it well", "Then stop"],
        "bars": ("Too long", "About right", "what happened", "since then", "this job"),
        "say10": "Say it ten times",
        "minute": "Less than a minute",
        "gap": ("Warehouse", "Ready to work", "Kitchen work", "GED", "Welding class"),
        "letter": ["The job", "What happened", "What has changed", "Why this job", "Thanks, and how to reach you"],
        "look": ["People you know", "American Job Centers", "Employers themselves", "Staffing agencies", "Training and apprenticeships"],
        "papers": ["who you are, and that you may work", "who you are", "that you may work", "or", "alone", "both together"],
        "weeks": ("Your first four weeks", "Day one"),
        "early": ("Ten minutes early", "Try the way the day before"),
        "how": ("How do you want this done?", "Like this. Watch."),
        "habits": ("Made sense inside", "Works better at work", ["Keep silent", "Watch everyone", "Wait to be told"], ["Say good morning", "Look at who speaks", "\"I can do that next\""]),
        "days": ["Mon", "Tue", "Wed", "Thu", "Fri"],
        "week": ("One week, one page", "Work", "Class", "Parole visit", "They clash on Wednesday: tell both people early."),
        "bad": (["Step outside", "Drink water", "Come back in ten minutes"], "Want to quit? Sleep first."),
    },
    "es": {
        "path": [("Conozca su historial", "file"), ("Cuente su historia", "say"), ("Encuentre el trabajo", "search"), ("Conserve el trabajo", "hands")],
        "places": [("El tribunal", "gavel"), ("Su estado", "buildings"), ("El FBI", "fingerprint"), ("Empresas privadas", "copy")],
        "copies": "Copian de los demás, y también pueden copiar los errores",
        "notice": [("Permiso por escrito", "pencil"), ("El informe", "file"), ("Una copia para usted", "copy"), ("Su oportunidad de responder", "say"), ("La decisión", "scales")],
        "ask": "¿Ha tenido alguna condena?",
        "ready": "Estoy listo para esta pregunta.",
        "parts": ["Qué pasó", "Qué he hecho desde entonces", "Por qué este trabajo"],
        "part": "Parte {}",
        "p2": ["Una o dos frases", "Palabras sencillas: el delito y el año", "Sin excusas y sin culpar a nadie"],
        "p3": [("Trabajo", "toolbox"), ("Clases", "book"), ("Certificados", "certificate"), ("Personas que hablan de usted", "users")],
        "p4": ["Una cosa que necesitan", "Cómo la hace usted bien", "Después, pare"],
        "bars": ("Demasiado larga", "Más o menos bien", "qué pasó", "desde entonces", "este trabajo"),
        "say10": "Dígalo diez veces",
        "minute": "Menos de un minuto",
        "gap": ("Almacén", "Listo para trabajar", "Cocina", "GED", "Soldadura"),
        "letter": ["El trabajo", "Qué pasó", "Qué ha cambiado", "Por qué este trabajo", "Gracias, y cómo llamarle"],
        "look": ["Personas que conoce", "American Job Centers", "Los empleadores mismos", "Agencias de empleo", "Capacitación y aprendizajes"],
        "papers": ["quién es, y que puede trabajar", "quién es", "que puede trabajar", "o", "sola", "las dos juntas"],
        "weeks": ("Sus primeras cuatro semanas", "Día uno"),
        "early": ("Diez minutos antes", "Pruebe el camino el día antes"),
        "how": ("¿Cómo quiere que lo haga?", "Así. Mire."),
        "habits": ("Adentro tenía sentido", "En el trabajo va mejor", ["Guardar silencio", "Vigilar a todos", "Esperar órdenes"], ["Dar los buenos días", "Mirar a quien habla", "«Puedo hacer eso»"]),
        "days": ["lun", "mar", "mié", "jue", "vie"],
        "week": ("Una semana, una página", "Trabajo", "Clase", "Cita oficial", "El miércoles chocan: avise pronto a las dos personas."),
        "bad": (["Salir un momento", "Tomar agua", "Volver en diez minutos"], "¿Quiere renunciar? Duerma primero."),
    },
}
SOFT = [TINT, WARM, GREEN]
STRONG = [PRIMARY, EARNED, OK]


def person(c, x, y, s, coat=PRIMARY, skin="#C99A78", hair="#3B2A22"):
    """A calm half figure without a face; (x, y) is the middle of the head."""
    c.path(f"M{x - 1.75 * s},{y + 3.3 * s} C{x - 1.75 * s},{y + 1.6 * s} {x - 1.0 * s},{y + 1.25 * s} {x},{y + 1.25 * s} "
           f"C{x + 1.0 * s},{y + 1.25 * s} {x + 1.75 * s},{y + 1.6 * s} {x + 1.75 * s},{y + 3.3 * s} Z", coat, "none")
    c.box(x - 0.34 * s, y + 0.6 * s, 0.68 * s, 0.95 * s, skin, "none", r=0.3 * s)
    c.disc(x, y, s, skin)
    c.path(f"M{x - s},{y - 0.1 * s} A{s},{s} 0 0 1 {x + s},{y - 0.1 * s} C{x + 0.6 * s},{y - 0.62 * s} {x - 0.5 * s},{y - 0.62 * s} {x - s},{y - 0.1 * s} Z", hair, "none")


def bubble(c, x, y, w, h, text, size=30, tail=0.25, fill=SURFACE, edge=EDGE, bold=False):
    """A speech bubble with its tail at the bottom, `tail` of the way along."""
    c.box(x, y, w, h, fill, edge, 22, 3)
    t = x + w * tail
    c.path(f"M{t - 16},{y + h - 2} L{t},{y + h + 26} L{t + 20},{y + h - 2} Z", fill, fill, 1)
    c.path(f"M{t - 16},{y + h} L{t},{y + h + 26} L{t + 20},{y + h}", "none", edge, 3)
    c.middle(x + w / 2, y + h / 2, text, size, w - 40, INK, bold)


def table_scene(c, y=470):
    c.box(-20, y, c.w + 40, c.h - y + 20, "#E9E2D5", "none", 0)
    c.line(0, y, c.w, y, "#CDBFA6", 4)


def cover():
    c = Canvas(1280, 720, "#E3F0F4")
    c.disc(980, 372, 130, "#F2C98A").disc(980, 372, 176, "none", "#F2C98A", 3).disc(980, 372, 226, "none", "#F6DDB6", 3)
    c.path("M0,372 C220,330 420,352 640,372 C860,392 1080,352 1280,372 L1280,720 L0,720 Z", "#D5E3D3", "none")
    c.path("M0,470 C260,420 520,452 760,440 C980,430 1140,420 1280,440 L1280,720 L0,720 Z", "#BFD3BF", "none")
    c.path("M250,720 C300,610 560,600 640,540 C720,480 860,470 960,398 L1000,398 C930,490 800,520 740,580 C680,640 620,660 600,720 Z", PAPER, "none")
    c.box(700, 372, 150, 96, SURFACE, EDGE, 6, 3)
    c.path("M690,374 L775,318 L860,374 Z", PRIMARY, PRIMARY, 3)
    c.box(756, 412, 38, 56, TINT, EDGE, 4, 3)
    c.box(448, 486, 120, 12, "#A9825A", "none", 4).box(460, 498, 10, 46, "#8A6844", "none", 2).box(546, 498, 10, 46, "#8A6844", "none", 2)
    person(c, 474, 440, 16, EARNED, "#8D5E3E", "#241A16")
    person(c, 545, 440, 16, OK, "#D7A988", "#4B3A2F")
    c.box(446, 486, 124, 14, "#A9825A", "none", 4)
    person(c, 330, 470, 46, PRIMARY, "#A8734F", "#241A16")
    c.path("M250,619 L410,619 L400,720 L260,720 Z", PRIMARY, "none")
    return c


def four_steps(words):
    c = Canvas(1200, 360)
    c.path("M90,250 C260,330 330,110 480,170 C640,236 640,300 780,220 C900,150 960,120 1120,150", "none", LINE, 26)
    c.path("M90,250 C260,330 330,110 480,170 C640,236 640,300 780,220 C900,150 960,120 1120,150", "none", SURFACE, 3, "14 16")
    for n, ((label, icon), (x, y)) in enumerate(zip(words["path"], [(150, 262), (440, 158), (735, 240), (1040, 138)])):
        c.disc(x, y, 62, SURFACE, PRIMARY, 4).icon(x, y, icon, 70)
        c.number(x + 48, y - 46, n + 1, 22)
        c.middle(x, y + 92 if y < 200 else y - 96, label, 26, 300, INK, True)
    return c


def places(words):
    c = Canvas(1200, 420)
    for n, (label, icon) in enumerate(words["places"]):
        x = 165 + n * 290
        c.box(x - 125, 60, 250, 200, SURFACE, LINE)
        c.badge(x, 138, icon, 58, WARM if n == 3 else TINT, EARNED if n == 3 else PRIMARY)
        c.middle(x, 228, label, 26, 240, INK, True)
    c.path("M165,268 C165,350 600,340 1000,340", "none", EARNED, 3, "3 10").path("M455,268 C455,330 700,340 1000,340", "none", EARNED, 3, "3 10")
    c.path("M745,268 C745,320 850,340 1000,340", "none", EARNED, 3, "3 10").line(1000, 340, 1035, 340, EARNED)
    c.path("M1035,340 C1050,340 1035,300 1035,276 M1023,290 L1035,274 L1047,290", "none", EARNED, 4)
    c.text(600, 396, words["copies"], 26, EARNED, True, "middle")
    return c


def notice(words):
    c = Canvas(1200, 300)
    for n, (label, icon) in enumerate(words["notice"]):
        x = 120 + n * 240
        mine = n in (0, 2, 3)
        c.badge(x, 110, icon, 64, TINT if mine else SURFACE, PRIMARY if mine else MUTED)
        c.disc(x, 110, 64, "none", PRIMARY if mine else EDGE, 3)
        c.middle(x, 226, label, 25, 216, INK, mine)
        if n < 4:
            c.arrow(x + 78, 110, x + 162)
    return c


def three_1(words):
    c = Canvas(1280, 720)
    person(c, 330, 330, 74, "#51606F", "#D7A988", "#6B5140")
    person(c, 950, 330, 74, PRIMARY, "#8D5E3E", "#241A16")
    table_scene(c, 540)
    bubble(c, 130, 76, 420, 130, words["ask"], 34, 0.45)
    bubble(c, 730, 76, 420, 130, words["ready"], 34, 0.5, TINT, PRIMARY)
    for n in range(3):
        c.box(770 + n * 126, 566, 108, 116, SOFT[n], STRONG[n], 12, 3)
        c.number(824 + n * 126, 624, n + 1, 28, STRONG[n])
    return c


def headed(words, n):
    c = Canvas(1280, 720)
    c.number(112, 112, n, 46, STRONG[n - 1])
    c.text(184, 90, words["part"].format(n), 28, MUTED)
    c.text(184, 136, words["parts"][n - 1], 46, INK, True)
    return c


def three_2(words):
    c = headed(words, 1)
    for n, (line, icon) in enumerate(zip(words["p2"], ["say", "calendar", "quiet"])):
        y = 218 + n * 152
        c.box(90, y, 1100, 128, SURFACE, LINE)
        c.badge(170, y + 64, icon, 44)
        c.text(244, y + 76, line, 36)
    return c


def three_3(words):
    c = headed(words, 2)
    for n, (label, icon) in enumerate(words["p3"]):
        x = 90 + n * 282
        c.box(x, 220, 254, 380, SURFACE, LINE)
        c.badge(x + 127, 344, icon, 76, WARM, EARNED)
        c.middle(x + 127, 510, label, 33, 230, INK, True)
    return c


def three_4(words):
    c = headed(words, 3)
    for n, (line, icon) in enumerate(zip(words["p4"], ["shop", "hands", "quiet"])):
        x = 90 + n * 384
        c.box(x, 220, 332, 380, GREEN if n < 2 else SURFACE, LINE)
        c.badge(x + 166, 344, icon, 80, SURFACE if n < 2 else GREEN, OK)
        c.middle(x + 166, 510, line, 35, 290, INK, True)
        if n < 2:
            c.arrow(x + 338, 410, x + 380)
    return c


def three_5(words):
    long, right, happened, since, job = words["bars"]
    c = Canvas(1280, 720)
    for y, title, icon, colour, shares in ((90, long, "no", BAD, (880, 130, 90)), (390, right, "ok", OK, (220, 560, 320))):
        c.icon(118, y + 34, icon, 60, colour)
        c.text(162, y + 48, title, 42, INK, True)
        x = 90
        for n, share in enumerate(shares):
            c.box(x, y + 88, share - 8, 104, SOFT[n], STRONG[n], 12, 3)
            if share > 200:
                c.middle(x + share / 2 - 4, y + 140, (happened, since, job)[n], 30, share - 30, INK, True)
            else:
                c.number(x + share / 2 - 4, y + 140, n + 1, 24, STRONG[n])
            x += share
    c.text(90, 640, words["minute"], 30, MUTED)
    c.icon(1160, 630, "clock", 60, MUTED)
    return c


def three_6(words):
    c = Canvas(1280, 720)
    c.box(120, 90, 560, 540, SURFACE, EDGE, 18, 3).line(200, 90, 200, 630, ROSE, 4)
    for n in range(3):
        y = 180 + n * 150
        c.number(160, y, n + 1, 26, STRONG[n])
        c.text(226, y + 12, words["parts"][n], 31, INK, True, room=430)
        c.line(226, y + 74, 640, y + 74, LINE, 3)
    c.icon(606, 590, "pencil", 84, EARNED)
    c.text(780, 200, words["say10"], 42, INK, True, room=420)
    for n in range(10):
        c.disc(806 + n % 5 * 84, 360 + n // 5 * 96, 32, GREEN, OK, 3).icon(806 + n % 5 * 84, 360 + n // 5 * 96, "check", 34, OK)
    return c


def gap(words):
    c = Canvas(1200, 420)
    before, ready, *between = words["gap"]
    for y, filled in ((110, False), (300, True)):
        c.line(80, y, 1120, y, LINE, 6)
        c.box(80, y - 36, 250, 72, TINT, PRIMARY, 12, 3).middle(205, y, before, 25, 230)
        c.box(900, y - 36, 220, 72, TINT, PRIMARY, 12, 3).middle(1010, y, ready, 25, 212)
        if filled:
            for n, (label, icon) in enumerate(zip(between, ("pot", "school", "wrench"))):
                x = 342 + n * 186
                c.box(x, y - 36, 176, 72, GREEN, OK, 12, 3).icon(x + 88, y - 66, icon, 44, OK).middle(x + 88, y, label, 22, 170)
        else:
            c.box(342, y - 36, 546, 72, PAPER, EDGE, 12, 3, "8 8").middle(615, y, "?", 40, 100, MUTED, True)
    return c


def letter(words):
    c = Canvas(1200, 620)
    c.box(330, 30, 470, 560, SURFACE, EDGE, 8, 3)
    places = [(70, 1), (150, 2), (256, 4), (412, 2), (510, 1)]
    for n, (label, (y, lines)) in enumerate(zip(words["letter"], places)):
        colour = STRONG[n % 3]
        for k in range(lines):
            c.line(370, y + 10 + k * 30, 760 - (k % 3) * 46, y + 10 + k * 30, SOFT[n % 3], 16)
        c.number(310 if n % 2 == 0 else 820, y + 10 + (lines - 1) * 15, n + 1, 24, colour)
        if n % 2 == 0:
            c.text(272, y + 18 + (lines - 1) * 15, label, 27, INK, True, "end", room=230)
        else:
            c.text(862, y + 18 + (lines - 1) * 15, label, 27, INK, True)
    return c


def looking(words):
    c = Canvas(1200, 600)
    spots = [("team", 190, 150), ("buildings", 190, 440), ("shop", 600, 92), ("briefcase", 1010, 150), ("hat", 1010, 440)]
    for _, x, y in spots:
        c.line(600, 380, x, y, LINE, 4, "2 12")
    for n, (label, (icon, x, y)) in enumerate(zip(words["look"], spots)):
        c.disc(x, y, 68, SURFACE, STRONG[n % 3], 4).icon(x, y, icon, 74, STRONG[n % 3])
        c.middle(x, y + 102, label, 26, 300, INK, True)
    person(c, 600, 372, 46, PRIMARY, "#A8734F", "#241A16")
    return c


def papers(words):
    c = Canvas(1200, 400)

    def paper(x, letter, label, icon, n):
        c.box(x, 80, 260, 220, SURFACE, STRONG[n], 16, 4)
        c.number(x + 40, 120, letter, 28, STRONG[n])
        c.icon(x + 140, 176, icon, 92, STRONG[n])
        c.middle(x + 130, 264, label, 23, 240)

    both, who, may, either, alone, together = words["papers"]
    paper(60, "A", both, "book", 0)
    c.middle(400, 190, either, 40, 100, MUTED, True)
    paper(480, "B", who, "card", 1)
    c.middle(800, 190, "+", 56, 100, MUTED, True)
    paper(860, "C", may, "file", 2)
    c.path("M480,326 L480,340 L1120,340 L1120,326", "none", EDGE, 3).text(800, 380, together, 26, MUTED, False, "middle")
    c.text(190, 380, alone, 26, MUTED, False, "middle")
    return c


def weeks_1(words):
    c = Canvas(1280, 720)
    c.text(120, 120, words["weeks"][0], 46, INK, True)
    for week in range(4):
        for day in range(5):
            x, y = 120 + day * 210, 180 + week * 122
            first = week == 0 and day == 0
            c.box(x, y, 190, 102, WARM if first else SURFACE, EARNED if first else LINE, 14, 4 if first else 2)
            if first:
                c.icon(x + 44, y + 51, "flag", 46, EARNED)
                c.text(x + 78, y + 61, words["weeks"][1], 25, INK, True)
            elif day == 4:
                c.icon(x + 95, y + 51, "check", 40, OK)
    return c


def weeks_2(words):
    c = Canvas(1280, 720)
    c.disc(400, 330, 210, SURFACE, INK, 8)
    for k in range(12):
        a = math.radians(k * 30)
        c.line(400 + 178 * math.sin(a), 330 - 178 * math.cos(a), 400 + 194 * math.sin(a), 330 - 194 * math.cos(a), MUTED, 5)
    c.line(400, 330, 400 - 96 * 0.93, 330 + 96 * 0.36, INK, 14)
    c.line(400, 330, 400 - 150 * 0.866, 330 - 150 * 0.5, PRIMARY, 9)
    c.disc(400, 330, 14, INK)
    c.text(400, 620, words["early"][0], 42, INK, True, "middle")
    c.box(760, 170, 400, 320, SURFACE, LINE)
    c.badge(850, 250, "house", 50).badge(1070, 410, "factory", 50, WARM, EARNED)
    c.path("M850,306 C850,410 960,330 1000,400", "none", PRIMARY, 5, "4 14").icon(960, 300, "bus", 54, MUTED)
    c.text(960, 560, words["early"][1], 30, INK, True, "middle")
    return c


def weeks_3(words):
    c = Canvas(1280, 720)
    person(c, 330, 380, 74, PRIMARY, "#A8734F", "#241A16")
    person(c, 940, 380, 74, OK, "#D7A988", "#6B5140")
    table_scene(c, 600)
    bubble(c, 130, 96, 440, 150, words["how"][0], 34, 0.45, TINT, PRIMARY)
    bubble(c, 720, 96, 440, 150, words["how"][1], 34, 0.5)
    c.box(500, 470, 250, 200, SURFACE, EDGE, 12, 3).line(540, 470, 540, 670, ROSE, 4)
    for k in range(4):
        c.line(564, 510 + k * 40, 720 - (k % 2) * 40, 510 + k * 40, LINE, 8)
    c.icon(742, 640, "pencil", 80, EARNED)
    return c


def weeks_4(words):
    c = Canvas(1280, 720)
    inside, at_work, before, after = words["habits"]
    rows = zip(before, ("quiet", "eye", "wait"), after, ("hello", "smile", "say"))
    c.text(330, 110, inside, 34, MUTED, True, "middle")
    c.text(950, 110, at_work, 34, OK, True, "middle")
    for n, (left, a, right, b) in enumerate(rows):
        y = 156 + n * 170
        c.box(90, y, 480, 140, SURFACE, LINE).badge(172, y + 70, a, 46, "#ECEEF0", MUTED).text(244, y + 82, left, 34)
        c.arrow(590, y + 70, 688)
        c.box(710, y, 480, 140, GREEN, OK, 16, 3).badge(792, y + 70, b, 46, SURFACE, OK).text(862, y + 82, right, 32, INK, True)
    return c


def weeks_5(words):
    c = Canvas(1280, 720)
    heading, work, lesson, visit, clash = words["week"]
    c.text(120, 108, heading, 44, INK, True)
    for n, day in enumerate(words["days"]):
        x = 120 + n * 210
        c.text(x + 95, 178, day, 30, MUTED, True, "middle")
        c.box(x, 200, 190, 400, SURFACE, LINE)
        c.box(x + 12, 260, 166, 230, TINT, PRIMARY, 10, 3).middle(x + 95, 375, work, 28, 150, PRIMARY, True)
    c.box(120 + 12, 510, 166, 72, WARM, EARNED, 10, 3).middle(215, 546, lesson, 26, 150, EARNED, True)
    c.box(540 + 12, 430, 166, 84, ROSE, BAD, 10, 4).middle(635, 472, visit, 25, 150, BAD, True)
    c.icon(700, 432, "warn", 50, BAD)
    c.text(120, 660, clash, 30, INK)
    return c


def weeks_6(words):
    c = Canvas(1280, 720)
    for n, (label, icon) in enumerate(zip(words["bad"][0], ("door", "drop", "clock"))):
        x = 90 + n * 384
        c.box(x, 150, 332, 400, SURFACE, LINE)
        c.badge(x + 166, 290, icon, 88)
        c.middle(x + 166, 460, label, 36, 290, INK, True)
        if n < 2:
            c.arrow(x + 338, 350, x + 380)
    c.text(640, 640, words["bad"][1], 38, INK, True, "middle")
    return c


def main():
    pictures, slides = COURSE / "pictures", COURSE / "slides"
    cover().save(pictures / "cover.png")
    for lang, words in WORDS.items():
        four_steps(words).save(pictures / f"path.{lang}.png")
        places(words).save(pictures / f"places.{lang}.png")
        notice(words).save(pictures / f"notice.{lang}.png")
        for n, draw in enumerate((three_1, three_2, three_3, three_4, three_5, three_6)):
            draw(words).save(slides / f"three-{n + 1}.{lang}.png")
        for name, draw in (("gap", gap), ("letter", letter), ("places-to-look", looking), ("papers", papers)):
            draw(words).save(pictures / f"{name}.{lang}.png")
        for n, draw in enumerate((weeks_1, weeks_2, weeks_3, weeks_4, weeks_5, weeks_6)):
            draw(words).save(slides / f"weeks-{n + 1}.{lang}.png")


if __name__ == "__main__":
    main()
