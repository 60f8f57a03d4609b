// @vitest-environment jsdom
import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../../protocol/apply-change';
import { i18n, setLanguage, startI18n } from '../../../i18n';
import { jihoon, minsu, posted, seoyeon, server, user } from '../../../store/fixtures';
import { toServer } from '../../../store/slices/servers';
import { messageLabel } from './label';
import { readersOf } from './readers';
import { asks, tallyOf } from './tally';
import { whoText } from './who-text';

beforeAll(() => startI18n('ko'));
const stranger = user('x', '모름');

describe('who gave an emoji', () => {
  const here = toServer(server());
  const say = (...people: { id: string }[]) => {
    const ids = people.map(({ id }) => id);
    setLanguage('ko');
    const ko = whoText(i18n.t as TFunction, ids, here);
    setLanguage('en');
    return [ko, whoText(i18n.t as TFunction, ids, here)];
  };

  it('is said by name, me first, the rest counted', () => {
    expect(say(seoyeon)).toEqual(['이서연 님', '이서연']);
    expect(say(seoyeon, jihoon)).toEqual(['이서연, 박지훈 님', '이서연, 박지훈']);
    expect(say(minsu)).toEqual(['나', 'You']);
    expect(say(seoyeon, minsu)).toEqual(['나, 이서연 님', 'You, 이서연']);
    expect(say(seoyeon, minsu, jihoon, stranger)).toEqual([
      '나, 이서연, 박지훈 님 외 1명',
      'You, 이서연, 박지훈 and 1 other',
    ]);
  });

  it('counts people whose name is not known any more', () => {
    expect(say(stranger)).toEqual(['1명', '1 person']);
    expect(say(minsu, stranger)).toEqual(['나 외 1명', 'You and 1 other']);
  });
});

describe('answers to a question', () => {
  it('are counted when a word of it ends in a question mark', () => {
    expect(asks('몇 시에 볼까요?')).toBe(true);
    expect(asks('몇 시에 볼까요？ 👍 세 시')).toBe(true);
    expect(asks('https://example.org/?q=1 보세요')).toBe(false);
  });

  it('need more than one', () => {
    const one = { emoji: '👍', users: [minsu.id] };
    expect(tallyOf([one])).toBeNull();
    expect(tallyOf([one, { emoji: '👎', users: [jihoon.id, seoyeon.id] }])).toEqual([
      { emoji: '👍', count: 1 },
      { emoji: '👎', count: 2 },
    ]);
  });
});

describe('a line, as it is read out', () => {
  const said = posted(7, { text: '시안 **둘**, ||비밀||' }) as Message;
  const read = (more: Partial<Message>): string => {
    setLanguage('ko');
    return messageLabel(i18n.t as TFunction, { ...said, ...more });
  };

  it('says who and what, and nothing that is hidden', () => {
    expect(read({})).toBe('이서연: 시안 둘, ▒▒▒');
  });

  it('says what has become of it', () => {
    const reply = { seq: 1, by: minsu.id, name: '김민수', text: '네' };
    const reactions = [{ emoji: '👍', users: [minsu.id, jihoon.id] }];
    expect(read({ text: '네', reply, edited: 1, reactions })).toBe(
      '이서연: 김민수 님에게 답장, 네, 고침, 반응 2개',
    );
    expect(read({ text: '네', imported: true })).toBe('이서연: 네, 가져온 메시지');
    expect(read({ text: '', gone: { by: seoyeon.id, ts: 1 } })).toBe('이서연: 지운 메시지예요');
    expect(read({ text: '', gone: { by: minsu.id, ts: 1 } })).toBe(
      '이서연: 운영자가 지운 메시지예요',
    );
  });
});

describe('readers of an announcement', () => {
  const members = [minsu.id, seoyeon.id, jihoon.id];

  it('are all but its author', () => {
    expect(readersOf({ by: minsu.id }, members)).toEqual({
      read: [],
      unread: [seoyeon.id, jihoon.id],
      of: 2,
    });
    expect(readersOf({ by: minsu.id, acks: [jihoon.id] }, members)).toEqual({
      read: [jihoon.id],
      unread: [seoyeon.id],
      of: 2,
    });
  });

  it('who read it and left are still counted', () => {
    const { read, of } = readersOf({ by: minsu.id, acks: [stranger.id] }, members);
    expect(read).toEqual([stranger.id]);
    expect(of).toBe(3);
  });
});
