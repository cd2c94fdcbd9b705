"""Runs a program in a pseudo-terminal of its own.

Usage: run_in_terminal.py COLUMNS ROWS PROGRAM ARGUMENTS...
On stdin, one JSON list per line: ["resize", columns, rows], ["type", text], ["signal", number].
On stdout, one JSON list per line: ["started", pid], ["wrote", base64], ["ended", status].
"""

import base64
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios


def tell(*words):
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def obey(terminal, child, order):
    name, *rest = json.loads(order)
    if name == "resize":
        resize(terminal, *rest)
    elif name == "type":
        os.write(terminal, rest[0].encode())
    elif name == "signal":
        os.kill(child, rest[0])


def main():
    columns, rows = int(sys.argv[1]), int(sys.argv[2])
    ready, release = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        # The terminal has its size before the program asks for it.
        os.close(release)
        os.read(ready, 1)
        os.execvp(sys.argv[3], sys.argv[3:])
    resize(terminal, columns, rows)
    os.write(release, b"!")
    tell("started", child)
    orders, pending = sys.stdin.fileno(), b""
    sources = [terminal, orders]
    while terminal in sources:
        for source in select.select(sources, [], [])[0]:
            if source == orders:
                data = os.read(orders, 65536)
                if not data:
                    sources.remove(orders)
                *complete, pending = (pending + data).split(b"\n")
                for order in complete:
                    obey(terminal, child, order)
            else:
                try:
                    data = os.read(terminal, 65536)
                except OSError:
                    data = b""
                if data:
                    tell("wrote", base64.b64encode(data).decode())
                else:
                    sources.remove(terminal)
    tell("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


main()
