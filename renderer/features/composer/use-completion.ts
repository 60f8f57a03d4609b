import { type RefObject, useCallback, useMemo, useState } from 'react';
import type { UserInfo } from '../../../protocol/model';
import { SLASH_COMMANDS, type SlashName } from '../../../protocol/slash';
import { complete, type Trigger, triggerAt } from './completion';
import { insertText } from './insert-text';

const OFFERS_MAX = 8;

export type Offer =
  | { kind: 'mention'; key: string; name: string }
  | { kind: 'slash'; key: string; name: SlashName };

const sameTrigger = (a: Trigger | null, b: Trigger | null): boolean =>
  a === b || (a?.kind === b?.kind && a?.query === b?.query && a?.from === b?.from);

/** Watches the text before the caret and offers what it could become. */
export const useCompletion = (
  field: RefObject<HTMLTextAreaElement | null>,
  people: readonly UserInfo[],
  isHost: boolean,
) => {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState<number | null>(null);

  const offers = useMemo((): readonly Offer[] => {
    if (!trigger || trigger.from === closed) return [];
    if (trigger.kind === 'slash')
      return complete(
        trigger.query,
        SLASH_COMMANDS.filter((command) => isHost || !('hostOnly' in command)),
        OFFERS_MAX,
      ).map(({ name }) => ({ kind: 'slash', key: name, name }));
    return complete(trigger.query, people, OFFERS_MAX).map(({ id, name }) => ({
      kind: 'mention',
      key: id,
      name,
    }));
  }, [trigger, closed, people, isHost]);

  /** Called after every change of the text or the caret. */
  const watch = useCallback(() => {
    const element = field.current;
    if (!element) return;
    const found =
      element.selectionStart === element.selectionEnd
        ? triggerAt(element.value, element.selectionStart)
        : null;
    setTrigger((before) => {
      if (sameTrigger(before, found)) return before;
      setActive(-1);
      return found;
    });
    if (!found) setClosed(null);
  }, [field]);

  const pick = (offer: Offer): void => {
    const element = field.current;
    if (!element || !trigger) return;
    element.setSelectionRange(trigger.from, element.selectionStart);
    insertText(element, `${offer.kind === 'slash' ? '/' : '@'}${offer.name} `);
    setActive(-1);
  };

  const move = (by: 1 | -1): void =>
    setActive((now) =>
      now < 0 && by < 0 ? offers.length - 1 : (now + by + offers.length) % offers.length,
    );

  return { offers, active, watch, pick, move, close: () => setClosed(trigger?.from ?? null) };
};
