"""A client of the mail wire, as its original is.

    python3 mail_client.py HOST PORT [NAME] [--deaf] [--eof listen|close]

The name is sent first; then lines of stdin (`a, b: text`), each as two writes, the text and the
line end. Every line that comes is printed as `< LINE`.
"""
import argparse
import socket
import sys
import threading


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("name", nargs="?", default="user")
    parser.add_argument("--deaf", action="store_true", help="never reads")
    parser.add_argument("--eof", choices=["listen", "close"], default="listen")
    return parser.parse_args()


def receive(server):
    for line in server.makefile("rb"):
        print("< " + line.rstrip(b"\n").decode(), flush=True)


def main():
    args = arguments()
    server = socket.create_connection((args.host, args.port))
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    receiver = threading.Thread(target=receive, args=(server,), daemon=True)
    if not args.deaf:
        receiver.start()

    def write(text):
        server.send(text)
        server.send(b"\n")

    write(args.name.encode())
    for line in sys.stdin.buffer:
        write(line.rstrip(b"\n"))
    if args.eof == "close":
        server.close()
    else:
        threading.Event().wait() if args.deaf else receiver.join()


if __name__ == "__main__":
    main()
