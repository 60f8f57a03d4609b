"""A client of the echo service, as its originals are: it blocks until it has every byte back.

    python3 echo_client.py HOST PORT [NAME] [--raw]

Lines of stdin are sent, with `--raw` without their line end; what comes back is printed as
`< LINE`. Other bytes than those that were sent are an error (exit 1).
"""
import argparse
import socket
import sys


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("port", type=int)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--raw", action="store_true")
    return parser.parse_args()


def main():
    args = arguments()
    server = socket.create_connection((args.host, args.port))
    for line in sys.stdin.buffer:
        sent = line.rstrip(b"\n") if args.raw else line
        server.sendall(sent)
        back = b""
        while len(back) < len(sent):
            data = server.recv(len(sent) - len(back))
            if not data:
                sys.exit("the server closed")
            back += data
        print("< " + back.rstrip(b"\n").decode(errors="replace"), flush=True)
        if back != sent:
            sys.exit(1)


if __name__ == "__main__":
    main()
