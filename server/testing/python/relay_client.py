"""A client of the threaded relay, as its original is: one thread types, one receives.

    python3 relay_client.py HOST PORT [NAME] [--deaf] [--eof listen|close]

Lines of stdin are sent without their line end; every read is printed as `< TEXT`. NAME is for the
caller only: this wire has no names. Weak as the original: its receiving thread dies of bytes that
are no whole text (it prints `! receive thread died` and goes on typing).
"""
import argparse
import socket
import sys
import threading

READ = 1024


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--deaf", action="store_true", help="never reads")
    parser.add_argument("--eof", choices=["listen", "close"], default="listen")
    return parser.parse_args()


def receive(server):
    while True:
        data = server.recv(READ)
        if not data:
            return
        try:
            print("< " + data.decode("utf-8"), flush=True)
        except UnicodeDecodeError:
            print("! receive thread died", flush=True)
            return


def main():
    args = arguments()
    server = socket.create_connection((args.host, args.port))
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    receiver = threading.Thread(target=receive, args=(server,), daemon=True)
    if not args.deaf:
        receiver.start()
    for line in sys.stdin.buffer:
        text = line.rstrip(b"\n")
        if text:
            server.send(text)
    if args.eof == "close":
        server.close()
    else:
        threading.Event().wait() if args.deaf else receiver.join()


if __name__ == "__main__":
    main()
