import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { rank } from '../../store/match';
import { useStore } from '../../store/store';
import { COMMANDS, type CommandName, commands } from './commands';
import { type Destination, type PlaceKind, selectDestinations } from './places';

/** More than these are not looked through; the next letter narrows it. */
const SHOWN_MAX = 40;
/** Before anything is typed, commands would only stand in the way. */
const KINDS = ['rooms', 'people', 'elsewhere', 'servers', 'commands', 'otherRooms'] as const;

export type Choice = { key: string; label: string } & (
  | { kind: PlaceKind; to: Destination }
  | { kind: 'commands'; command: CommandName }
);
export interface ChoiceGroup {
  kind: (typeof KINDS)[number];
  items: Choice[];
}

/** What answers the query, the best first, in groups. */
export const useChoices = (query: string): ChoiceGroup[] => {
  const { t } = useTranslation();
  const places = useStore(selectDestinations);
  return useMemo(() => {
    const all: Choice[] = places.map((to) => ({
      key: `${to.kind} ${to.server} ${to.id}`,
      kind: to.kind,
      label: typeof to.label === 'string' ? to.label : t('chat.lobby'),
      to,
    }));
    if (query.trim() !== '') {
      const state = useStore.getState();
      for (const command of COMMANDS) {
        if (commands[command].when?.(state) === false) continue;
        const label = t(`switcher.command.${command}`);
        all.push({ key: command, kind: 'commands', label, command });
      }
    }
    const found = rank(all, query).slice(0, SHOWN_MAX);
    return KINDS.map((kind) => ({ kind, items: found.filter((one) => one.kind === kind) })).filter(
      ({ items }) => items.length > 0,
    );
  }, [places, query, t]);
};
