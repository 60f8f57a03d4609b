#!/usr/bin/env python3
"""A client of the course's room server, written for the tests after docs/wires/course.md.

It behaves as the original does: blocking sockets, one thread that receives and one that types,
commands at the keyboard (/help /name /rooms /create /join /leave /shutdown, anything else is
chat), two encodings, and it breaks on whatever its wire does not know.

    course_client.py --port 7878 [--ip 127.0.0.1] [--format json|protobuf]

One line per received message:  chat MEMBER TEXT | system TEXT | rooms JSON
(line feeds inside a text are printed as \\n). The last line is `closed` when the server hung up.
Exit code: 0 after the end of stdin or of the connection, 1 when anything unknown arrives.
"""
import argparse
import json
import os
import socket
import struct
import sys
import threading

CLIENT = ['CSName', 'CSRooms', 'CSCreateRoom', 'CSJoinRoom', 'CSLeaveRoom', 'CSChat', 'CSShutdown']
SERVER = {7: 'SCRoomsResult', 8: 'SCChat', 9: 'SCSystemMessage'}


def say(*words):
    print(' '.join(words).replace('\n', '\\n'), flush=True)


class Json:
    def send(self, sock, message):
        send_frame(sock, json.dumps(message).encode())

    def receive(self, sock):
        return json.loads(receive_frame(sock).decode())


class Protobuf:
    """By hand: two frames a message, fields numbered from 1 in the order of the keys."""

    def send(self, sock, message):
        fields = dict(message)
        kind = CLIENT.index(fields.pop('type'))
        body = b''
        for number, value in enumerate(fields.values(), 1):
            if isinstance(value, int):
                body += varint(number << 3) + varint(value)
            else:
                text = value.encode()
                body += varint(number << 3 | 2) + varint(len(text)) + text
        send_frame(sock, b'\x08' + varint(kind))
        send_frame(sock, body)

    def receive(self, sock):
        (number, kind), = fields_of(receive_frame(sock))
        assert number == 1
        fields = fields_of(receive_frame(sock))
        message = {'type': SERVER[kind]}
        if message['type'] == 'SCRoomsResult':
            message['rooms'] = [self.room(room) for _, room in fields]
        else:
            values = dict(fields)
            names = ['member', 'text'] if message['type'] == 'SCChat' else ['text']
            for number, name in enumerate(names, 1):
                message[name] = values[number].decode()
        return message

    def room(self, body):
        room = {'roomId': None, 'title': None, 'members': []}
        for number, value in fields_of(body):
            if number == 1:
                room['roomId'] = value
            elif number == 2:
                room['title'] = value.decode()
            else:
                room['members'].append(value.decode())
        return room


def varint(value):
    out = bytearray()
    while value > 0x7f:
        out.append(value & 0x7f | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def fields_of(body):
    fields, at = [], 0

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = body[at]
            at += 1
            value |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(body):
        tag = number()
        value = number()
        if tag & 7 == 2:
            value, at = body[at:at + value], at + value
        elif tag & 7 != 0:
            raise ValueError('wire type %d' % (tag & 7))
        fields.append((tag >> 3, value))
    return fields


def send_frame(sock, body):
    sock.sendall(struct.pack('!H', len(body)) + body)


def receive_exactly(sock, count):
    data = b''
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def receive_frame(sock):
    length, = struct.unpack('!H', receive_exactly(sock, 2))
    return receive_exactly(sock, length)


def show(message):
    kind = message['type']
    if kind == 'SCChat':
        say('chat', message['member'], message['text'])
    elif kind == 'SCSystemMessage':
        say('system', message['text'])
    elif kind == 'SCRoomsResult':
        rooms = [{key: room[key] for key in ('roomId', 'title', 'members')}
                 for room in message['rooms']]
        say('rooms', json.dumps(rooms, ensure_ascii=False))
    else:
        raise KeyError(kind)


def receive_for_ever(sock, codec):
    try:
        while True:
            show(codec.receive(sock))
    except (EOFError, ConnectionError):
        say('closed')
        code = 0
    except Exception as why:  # the original's thread dies here
        print('broken: %r' % (why,), file=sys.stderr, flush=True)
        code = 1
    sys.stdout.flush()
    os._exit(code)


def message_of(line):
    command, _, rest = line.partition(' ')
    if command == '/name':
        return {'type': 'CSName', 'name': rest}
    if command == '/rooms':
        return {'type': 'CSRooms'}
    if command == '/create':
        return {'type': 'CSCreateRoom', 'title': rest}
    if command == '/join':
        return {'type': 'CSJoinRoom', 'roomId': int(rest)}
    if command == '/leave':
        return {'type': 'CSLeaveRoom'}
    if command == '/shutdown':
        return {'type': 'CSShutdown'}
    if command == '/help':
        print('/name NAME /rooms /create TITLE /join ID /leave /shutdown', file=sys.stderr)
        return None
    return {'type': 'CSChat', 'text': line}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--ip', default='127.0.0.1')
    parser.add_argument('--port', type=int, required=True)
    parser.add_argument('--format', choices=['json', 'protobuf'], default='json')
    options = parser.parse_args()
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding='utf-8')
    codec = Json() if options.format == 'json' else Protobuf()
    sock = socket.create_connection((options.ip, options.port))
    threading.Thread(target=receive_for_ever, args=(sock, codec), daemon=True).start()
    for line in sys.stdin:
        message = message_of(line.rstrip('\n'))
        if message:
            codec.send(sock, message)
    sock.close()


if __name__ == '__main__':
    main()
