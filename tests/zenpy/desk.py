"""A desk of its own for the tests: the real program, on a free port, with its data in a temporary folder."""

import os
import re
import subprocess
import tempfile

ADMIN = "admin@desk.example"
PASSWORD = "correct horse battery staple"


class Desk:
    """A running server with one admin, who has a token. Use it in `with`."""

    def __init__(self, *settings):
        self._settings = settings
        self._folder = tempfile.TemporaryDirectory(prefix="guichet-zenpy-")
        self._environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    def __enter__(self):
        person = ["--role", "admin", "--email", ADMIN, "--name", "Ada Admin", "--password-stdin"]
        self._run("user", "create", *person, given=PASSWORD)
        self.token = self._run("token", "create", "--user", ADMIN).strip()
        arguments = ["serve", "--listen", "127.0.0.1:0", "--log-level", "warn", *self._settings]
        self._server = subprocess.Popen(self._command(*arguments), env=self._environment, stdout=subprocess.PIPE, text=True)
        announced = self._server.stdout.readline()
        port = re.search(r":(\d+)/", announced)
        assert port, f"the server said {announced!r}"
        self.netloc = f"127.0.0.1:{port[1]}"
        self.url = f"http://{self.netloc}"
        return self

    def __exit__(self, *_):
        self._server.terminate()
        status = self._server.wait(timeout=60)
        self._folder.cleanup()
        assert status == 0, "the server did not end well"

    def _command(self, *arguments):
        return [os.environ["GUICHET"], *arguments, "--data", os.path.join(self._folder.name, "data")]

    def _run(self, *arguments, given=""):
        done = subprocess.run(
            self._command(*arguments), env=self._environment, input=given, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
