/** Made-up talk in Korean and English, the same in every run: common words, and rare ones between. */
const KO =
  '오늘 회의 자료 보고 내일 점심 저녁 시간 학교 선생님 과제 제출 발표 준비 사진 파일 감사합니다 안녕하세요 우리 같이 영화 커피 주말 프로젝트 서버 연결 화면 디자인 버튼 색상 글꼴 크기 초대 노트북 키보드'.split(
    ' ',
  );
const PARTICLES = [
  '',
  '은',
  '는',
  '이',
  '가',
  '을',
  '를',
  '에',
  '에서',
  '도',
  '만',
  '까지',
  '부터',
];
const EN =
  'the a of to and in is it you that was for on are with as they at be this have from one had by word but not what all were we when your can said there use each which she how their will other about out many then them these some would make like into time has look two more write see number way could people'.split(
    ' ',
  );

/** A small generator, seeded: the figures of two runs are about the same messages. */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Of 3 to 14 words; one word in thirty is one that hardly comes again. */
export function madeUp(random: (below: number) => number): string {
  const korean = random(2) === 0;
  const pick = (from: readonly string[]) => from[random(from.length)] ?? '';
  const syllable = () => String.fromCharCode(0xac00 + random(11_172));
  const word = () => {
    if (random(30) === 0) return korean ? syllable() + syllable() : random(1e9).toString(36);
    return korean ? pick(KO) + pick(PARTICLES) : pick(EN);
  };
  return Array.from({ length: 3 + random(12) }, word).join(' ');
}
