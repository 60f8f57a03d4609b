import { MAIN_PORT, PASSWORD_MAX_CHARS } from '../protocol/limits';
import type { Words } from './words';

export const ko: Words = {
  program: '가까이 있는 사람들의 채팅: 명령줄에서 방을 열고, 들어가고, 네트워크를 살펴봅니다.',
  serve: '멈추라고 할 때까지(Ctrl+C 또는 SIGTERM) 서버를 돌립니다.',
  host: '받을 주소 (기본값: 이 컴퓨터의 모든 주소)',
  port: '포트; 0이면 비어 있는 아무 포트',
  data: '서버의 키와 대화 기록을 둘 폴더 (기본값: {{folder}})',
  name: '사람들에게 보일 서버 이름; 데이터 폴더에 남습니다',
  password:
    '들어오는 모두에게 묻는 비밀번호; 이 컴퓨터의 다른 사용자가 볼 수 없도록 SARANGBANG_PASSWORD로 주는 편이 낫습니다',
  plain: '암호화되지 않은 연결(nc, 옛 프로그램)을 받을 곳',
  tls: '암호화된 연결',
  rateLimit: '쏟아지는 메시지, 연결, 틀린 비밀번호를 막습니다',
  durability: 'full은 정전에도, normal은 프로그램이 죽어도 받은 메시지를 지킵니다',
  capacity: '한 번에 들어올 수 있는 사람 수',
  notAPort: '포트는 0에서 65535까지의 숫자입니다',
  notACount: '1 이상의 숫자여야 합니다',
  notAPassword: `비밀번호는 1자에서 ${PASSWORD_MAX_CHARS}자까지입니다`,
  noWayIn: '--tls off와 --plain off를 함께 쓰면 아무도 들어올 수 없습니다',
  portTaken:
    '{{port}}번 포트는 다른 프로그램이 쓰고 있습니다. 다른 포트를 고르세요. 예: sarangbang {{command}} --port {{next}}',
  portForbidden: `{{port}}번 포트를 쓸 권한이 없습니다. 1023보다 큰 포트를 고르세요. 예: sarangbang {{command}} --port ${MAIN_PORT}`,
  notMyAddress: '{{host}}은(는) 이 컴퓨터의 주소가 아닙니다. --host를 빼면 모든 주소에서 받습니다.',
  folderInUse:
    '다른 서버가 {{folder}} 폴더를 쓰고 있습니다. 그 서버를 멈추거나 다른 폴더를 주세요: sarangbang serve --data 폴더',
  folderForbidden:
    '{{folder}} 폴더를 쓸 수 없습니다 ({{why}}). 다른 폴더를 고르세요: sarangbang serve --data 폴더',
  cannotStart: '시작할 수 없습니다: {{why}}',
  notATime: '시간은 2s나 500ms처럼 적습니다. 여기서는 {{least}}에서 {{most}}까지입니다',
  notATarget: '주소도 초대 링크도 아닙니다. 주소는 192.168.0.24:7878처럼 적습니다',
  failure: {
    refused: '컴퓨터는 찾았는데 열린 것이 없어요. 주소와 포트를 방장에게 확인해 주세요.',
    timeout: '응답이 없어요. 방화벽이 막고 있거나 주소가 바뀌었을 수 있어요.',
    'not-found': '그런 이름의 컴퓨터를 찾지 못했어요. 192.168.0.24:7878처럼 숫자 주소로 해 보세요.',
    unreachable: '그 주소로 가는 길이 없어요. 두 컴퓨터가 같은 네트워크에 있나요?',
    'no-network': '이 컴퓨터는 네트워크에 연결되어 있지 않아요.',
    'local-network-blocked':
      'macOS가 로컬 네트워크를 막고 있어요. 시스템 설정의 개인정보 보호 및 보안, 로컬 네트워크에서 허용해 주세요.',
    'not-sarangbang': '응답은 있는데 사랑방 서버가 아니에요.',
    'too-new': '서버가 더 새로운 버전을 써요. 이 컴퓨터의 사랑방을 업데이트해 주세요.',
    'too-old': '서버가 더 오래된 버전을 써요. 방장에게 업데이트해 달라고 해 주세요.',
    'invite-mismatch':
      '초대장과 키가 다른 서버예요. 아무것도 보내지 않았어요. 방장에게 새 초대장을 받아 주세요.',
    'tls-failed': '암호화된 연결을 만들지 못했어요.',
    banned: '그 서버에는 들어갈 수 없어요. 방장에게 물어보세요.',
    full: '자리가 없어요. 나중에 다시 해 주세요.',
    'plain-refused': '암호화하지 않으면 들어갈 수 없는 서버예요.',
    cancelled: '멈췄어요.',
    internal: '연결하는 중에 문제가 생겼어요.',
  },
  echo: {
    about:
      '받은 것을 보낸 사람에게 그대로 돌려보냅니다. 네트워크나 옛 에코 프로그램을 시험할 때 씁니다.',
  },
  ping: {
    about: '사랑방 서버, 에코 포트, 그 밖의 열린 포트까지 갔다 오는 시간을 잽니다.',
    target: '주소 또는 초대 링크',
    count: '몇 번 잴지',
    every: '한 번과 다음 번 사이, 예: 500ms',
    sarangbang: '{{address}}: 사랑방 서버 "{{name}}"',
    echo: '{{address}}: 에코 서비스',
    tcp: '{{address}}: 열린 포트; 연결하는 데 걸린 시간입니다',
    lost: '{{n}}  응답 없음',
    summary: '{{sent}}번 보내고 {{back}}번 돌아왔습니다',
    times: '최소/평균/최대 {{min}}/{{avg}}/{{max}} ms',
  },
};
