"""A client of the chat with `[name] text`, as its original is: two threads and a buffer of 100.

    python3 bracket_client.py HOST PORT [NAME] [--deaf] [--cp949] [--eof listen|repeat]

Lines of stdin are said, cut after 99 bytes, each part with the name before it; `q` or `Q` ends.
Every read is printed as `< LINE`, line by line. With `--eof repeat` it says its last line for ever
once stdin has ended, as the original does. `--cp949` talks as on Korean Windows.
"""
import argparse
import os
import socket
import sys
import threading

CUT = 99


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("name", nargs="?", default="user")
    parser.add_argument("--deaf", action="store_true", help="never reads")
    parser.add_argument("--cp949", action="store_true")
    parser.add_argument("--eof", choices=["listen", "repeat"], default="listen")
    return parser.parse_args()


def receive(server, encoding):
    for line in server.makefile("rb"):
        print("< " + line.rstrip(b"\n").decode(encoding, "replace"), flush=True)
    os._exit(0)


def main():
    args = arguments()
    encoding = "cp949" if args.cp949 else "utf-8"
    server = socket.create_connection((args.host, args.port))
    receiver = threading.Thread(target=receive, args=(server, encoding), daemon=True)
    if not args.deaf:
        receiver.start()
    head = f"[{args.name}] ".encode(encoding)
    part = b"\n"
    for line in sys.stdin.buffer:
        line = line.decode("utf-8").encode(encoding)
        if line in (b"q\n", b"Q\n"):
            server.close()
            return
        while line:
            part, line = line[:CUT], line[CUT:]
            server.send(head + part)
    while args.eof == "repeat":
        server.send(head + part)
    threading.Event().wait() if args.deaf else receiver.join()


if __name__ == "__main__":
    main()
