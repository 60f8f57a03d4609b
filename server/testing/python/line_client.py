"""A client of the line chat, as its original is: one loop over a socket that never waits.

    python3 line_client.py HOST PORT [NAME] [--deaf] [--eof listen|flood]

Lines of stdin are said; every line that comes is printed as `< LINE`. Weak as the original:
a line that is not whole when it is read is lost, a write that would wait is the end (exit 101),
and with `--eof flood` it says empty lines for ever once stdin has ended.
"""
import argparse
import select
import socket
import sys

READ = 8192


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("name", nargs="?", default="user")
    parser.add_argument("--deaf", action="store_true", help="never reads")
    parser.add_argument("--eof", choices=["listen", "flood"], default="listen")
    return parser.parse_args()


def main():
    args = arguments()
    server = socket.create_connection((args.host, args.port))
    server.setblocking(False)
    typed = b""
    at_end = False

    def say(text):
        line = args.name.encode() + b"> " + text + b"\n"
        try:
            if server.send(line) < len(line):
                raise BlockingIOError
        except BlockingIOError:
            print("! would block", flush=True)
            sys.exit(101)
        except OSError:
            sys.exit(0)

    while True:
        wanted = [] if at_end else [sys.stdin.fileno()]
        if not args.deaf:
            wanted.append(server.fileno())
        flooding = at_end and args.eof == "flood"
        ready, _, _ = select.select(wanted, [], [], 0 if flooding else 1)
        if server.fileno() in ready:
            data = server.recv(READ)
            if not data:
                return
            # what follows the last line end is gone
            for line in data.split(b"\n")[:-1]:
                print("< " + line.decode(errors="replace"), flush=True)
        if not at_end and sys.stdin.fileno() in ready:
            chunk = sys.stdin.buffer.raw.read(READ)
            at_end = not chunk
            typed += chunk or b""
            *lines, typed = typed.split(b"\n")
            for line in lines:
                say(line)
        if flooding:
            say(b"")


if __name__ == "__main__":
    main()
