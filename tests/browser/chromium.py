"""A headless Chromium, driven over its DevTools protocol through two pipes.

With --remote-debugging-pipe the browser reads commands from file descriptor 3 and writes answers and events to 4, each a
JSON object that ends with a NUL. That needs no port, no WebSocket and no package beyond Python's standard library.
"""

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
]
NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"]


class BrowserError(Exception):
    pass


def find():
    """The path of a Chromium, or None."""
    wanted = os.environ.get("CHROMIUM")
    return shutil.which(wanted) if wanted else next(filter(None, map(shutil.which, NAMES)), None)


def _move_up(descriptor):
    """The same file above 9, so that it cannot be 3 or 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10)
    os.close(descriptor)
    return moved


class Browser:
    """Use it in a `with`: it stops the browser and removes its profile on every way out."""

    def __init__(self, path, timeout=60):
        self.path = path
        self.timeout = timeout
        self.number = 0
        self.buffer = b""
        self.events = []
        self.session = None

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="advocacy-browser-")
        self.log = tempfile.TemporaryFile()
        theirs_in, ours_out = map(_move_up, os.pipe())
        ours_in, theirs_out = map(_move_up, os.pipe())

        def place_pipes():
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        # What Python opened closes by itself in the child; only 0 to 4 stay.
        self.process = subprocess.Popen(
            [self.path, *FLAGS, "--user-data-dir=" + self.profile, "about:blank"],
            preexec_fn=place_pipes, close_fds=False, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
            start_new_session=True)
        os.close(theirs_in)
        os.close(theirs_out)
        self.input, self.output = ours_in, ours_out
        try:
            target = self.send("Target.createTarget", {"url": "about:blank"})["targetId"]
            self.session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                self.send(domain + ".enable")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for descriptor in (self.input, self.output):
            try:
                os.close(descriptor)
            except OSError:
                pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            # The session of its own that it was started in: the browser and its children, nothing else.
            os.killpg(self.process.pid, 9)
            self.process.wait(10)
        self.log.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _read(self, deadline):
        """The next message; an error when none comes in time."""
        while b"\0" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.input], [], [], left)[0]:
                raise BrowserError("no answer in %d seconds" % self.timeout)
            piece = os.read(self.input, 1 << 16)
            if not piece:
                self.log.seek(0)
                raise BrowserError("the browser ended: " + self.log.read().decode(errors="replace")[-2000:])
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def send(self, method, parameters=None):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.output, data):]
        deadline = time.monotonic() + self.timeout
        while True:
            answer = self._read(deadline)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise BrowserError("%s: %s" % (method, answer["error"]["message"]))
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, event):
        deadline = time.monotonic() + self.timeout
        while not any(e.get("method") == event for e in self.events):
            self.events.append(self._read(deadline))

    def show(self, width, height, scheme="light", media="screen"):
        """The size of the window, the colours and the medium that the page is told of."""
        self.send("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 2 if width < 600 else 1,
                   "mobile": width < 600})
        self.send("Emulation.setEmulatedMedia",
                  {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def open(self, path):
        """Loads a file; `events` are those of this page alone."""
        self.events = []
        self.send("Page.navigate", {"url": "file://" + os.path.abspath(path)})
        self.wait_for("Page.loadEventFired")

    def evaluate(self, expression):
        """What a JavaScript expression gives, as JSON has it."""
        answer = self.send("Runtime.evaluate",
                           {"expression": expression, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in answer:
            raise BrowserError(json.dumps(answer["exceptionDetails"])[:1000])
        return answer["result"].get("value")
