"""What the benches of the real window ask of the X server: a close, and how often a window is painted."""

import ctypes
import select
import time


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_char * 128)]


class DamageEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("drawable", ctypes.c_ulong), ("damage", ctypes.c_ulong),
                ("level", ctypes.c_int), ("more", ctypes.c_int), ("time", ctypes.c_ulong), ("area", ctypes.c_short * 4),
                ("geometry", ctypes.c_short * 4), ("rest", ctypes.c_char * 128)]


def open_display():
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    return x11, ctypes.c_void_p(x11.XOpenDisplay(None))


def ask_to_close(window):
    """What a window manager sends when the cross is pressed."""
    x11, display = open_display()
    atom = lambda name: x11.XInternAtom(display, name, 0)  # noqa: E731
    event = ClientMessage(type=33, window=window, message=atom(b"WM_PROTOCOLS"), format=32)
    event.data[0] = atom(b"WM_DELETE_WINDOW")
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, 0, ctypes.byref(event))
    x11.XCloseDisplay(display)


class Watched:
    """Counts the times at which something is painted into a window, by the X server's own word (DAMAGE extension)."""

    def __init__(self, window):
        self.x11, self.display = open_display()
        self.damage = ctypes.CDLL("libXdamage.so.1")
        base, unused = ctypes.c_int(), ctypes.c_int()
        self.damage.XDamageQueryExtension(self.display, ctypes.byref(base), ctypes.byref(unused))
        self.base = base.value
        self.damage.XDamageCreate(self.display, ctypes.c_ulong(window), 0)  # 0: each rectangle is told
        self.x11.XSync(self.display, 0)

    def paints(self, secs, meanwhile=lambda: None):
        """How many there are in so many seconds, while something is done or not; several rectangles at the same
        millisecond are one."""
        self.taken()
        until = time.monotonic() + secs
        meanwhile()
        times = self.taken()
        while (left := until - time.monotonic()) > 0:
            select.select([self.x11.XConnectionNumber(self.display)], [], [], left)
            times |= self.taken()
        return len(times)

    def taken(self):
        times = set()
        while self.x11.XPending(self.display):
            event = DamageEvent()
            self.x11.XNextEvent(self.display, ctypes.byref(event))
            if event.type == self.base:
                times.add(event.time)
        return times
