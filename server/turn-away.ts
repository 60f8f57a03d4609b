/** What somebody is told who came to the wrong door, in words that their wire can carry. */
import type { ServerFrame } from '../protocol/envelopes';
import { encodeFrame } from '../protocol/wire/frame';
import type { WireKind } from './detect';
import { coursePlainRefused } from './gateways/course';

/** Why a peer is turned away: its wire is not encrypted, or nobody here speaks it. */
export type Away = 'plain-refused' | 'no-gateway';

const PLAIN_KO = '이 사랑방은 암호화된 연결만 받습니다. 사랑방 앱으로 들어오세요.';
const PLAIN_EN = 'This server takes encrypted connections only. Please use the Sarangbang app.';
const PAGE_KO = '여기는 사랑방 채팅 서버입니다. 웹 페이지는 없어요. 사랑방 앱으로 들어오세요.';
const PAGE_EN =
  'This is a Sarangbang chat server. There is no web page here: please use the Sarangbang app.';

/** The last words, or null where silence is all that the wire understands. */
export function wordsFor(kind: WireKind, why: Away): Buffer | null {
  switch (kind) {
    case 'http':
      return page();
    case 'native':
      return why === 'plain-refused' ? encodeFrame(PLAIN_REFUSED) : null;
    case 'text':
    case 'line':
    case 'bracket':
      return why === 'plain-refused' ? Buffer.from(`${PLAIN_KO}\r\n${PLAIN_EN}\r\n`) : null;
    case 'course-json':
    case 'course-protobuf':
      return why === 'plain-refused' ? coursePlainRefused(kind) : null;
    case 'relay':
    case 'irc':
    case 'tls':
      return null;
  }
}

const PLAIN_REFUSED: ServerFrame = {
  t: 'refused',
  error: { code: 'plain-refused', message: PLAIN_EN },
  final: true,
};

/** What a browser is shown. */
export const WEB_PAGE = `${PAGE_KO}\n${PAGE_EN}\n`;

function page(): Buffer {
  const body = Buffer.from(WEB_PAGE);
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
