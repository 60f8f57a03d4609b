"""An echo client as courses teach it: sends a line, blocks until as many bytes have come back."""

import socket
import sys

host, port = sys.argv[1], int(sys.argv[2])
with socket.create_connection((host, port)) as server:
    for line in sys.stdin.buffer:
        server.sendall(line)
        back = b""
        while len(back) < len(line):
            chunk = server.recv(1024)
            if not chunk:
                sys.exit("the server hung up")
            back += chunk
        sys.stdout.buffer.write(back)
        sys.stdout.flush()
