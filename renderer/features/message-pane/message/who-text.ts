import type { TFunction } from 'i18next';
import type { UserId } from '../../../../protocol/ids';
import type { Server } from '../../../store/slices/servers';

/** Names said one by one; the others are counted. */
const NAMED = 3;

/** "나, 민수, 지훈 님 외 2명 / You, Minsu, Jihoon and 2 others". Who is not known is counted. */
export const whoText = (
  t: TFunction,
  users: readonly UserId[],
  server: Pick<Server, 'users' | 'me'>,
): string => {
  const mine = server.me !== null && users.includes(server.me.id);
  const known = users.flatMap((id) => (id === server.me?.id ? [] : (server.users[id]?.name ?? [])));
  const named = known.slice(0, mine ? NAMED - 1 : NAMED);
  const more = users.length - named.length - Number(mine);
  const names = named.join(', ');
  const who =
    named.length === 0
      ? mine
        ? t('message.you')
        : ''
      : t(mine ? 'message.whoWithMe' : 'message.who', { names });
  if (who === '') return t('chat.memberCount', { count: more });
  return more > 0 ? t('message.whoMore', { who, count: more }) : who;
};
