import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { roomTitle } from '../../../../protocol/lobby';
import { selectOpenServer } from '../../../store/selectors';
import { type State, useStore } from '../../../store/store';
import type { NamedRoom } from './rooms';

const NONE: readonly NamedRoom[] = [];

/** As one text: equal for as long as no room comes, goes or is renamed. */
const listed =
  (lobby: string) =>
  (state: State): string =>
    JSON.stringify(
      Object.values(selectOpenServer(state)?.rooms ?? {})
        .filter(({ kind }) => kind === 'room')
        .map((room) => ({ id: room.id, name: roomTitle(room, lobby) })),
    );
const nothing = (): string => '';

/** The rooms that a text may name. A text without a # does not look at them at all. */
export const useRooms = (text: string): readonly NamedRoom[] => {
  const { t } = useTranslation();
  const list = useStore(text.includes('#') ? listed(t('chat.lobby')) : nothing);
  return useMemo(() => (list === '' ? NONE : (JSON.parse(list) as NamedRoom[])), [list]);
};
