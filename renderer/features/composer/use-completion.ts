import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';
import { type EmojiIndex, loadEmoji } from '../../ui/emoji/emoji-data';
import { emojiOfCode, inTone } from '../../ui/emoji/emoji-search';
import { emojiCodeAt, type Trigger, triggerAt } from './completion';
import { insertText } from './insert-text';
import { type Known, type Offer, offersFor } from './offers';

const sameTrigger = (a: Trigger | null, b: Trigger | null): boolean =>
  a === b || (a?.kind === b?.kind && a?.query === b?.query && a?.from === b?.from);

/** The emoji, once somebody typed the beginning of a name of one. */
const useEmojiIndex = (wanted: boolean): EmojiIndex | null => {
  const [index, setIndex] = useState<EmojiIndex | null>(null);
  useEffect(() => {
    if (!wanted || index) return;
    let gone = false;
    loadEmoji().then(
      (loaded) => !gone && setIndex(loaded),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [wanted, index]);
  return index;
};

/**
 * Watches the text before the caret and offers what it could become. `commands`: whether a slash
 * begins a command here.
 */
export const useCompletion = (
  field: RefObject<HTMLTextAreaElement | null>,
  known: Omit<Known, 'emoji'>,
  commands: boolean,
) => {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState<number | null>(null);
  const emoji = useEmojiIndex(trigger?.kind === 'emoji');

  const offers = useMemo((): readonly Offer[] => {
    if (!trigger || trigger.from === closed) return [];
    return offersFor(trigger, field.current?.value ?? '', { ...known, emoji });
  }, [trigger, closed, known, emoji, field]);

  /** Called after every change of the text or the caret. */
  const watch = useCallback(() => {
    const element = field.current;
    if (!element) return;
    const at =
      element.selectionStart === element.selectionEnd
        ? triggerAt(element.value, element.selectionStart)
        : null;
    const ofCommand = at && ['slash', 'user', 'room', 'choice'].includes(at.kind);
    const found = ofCommand && !commands ? null : at;
    setTrigger((before) => {
      if (sameTrigger(before, found)) return before;
      setActive(-1);
      return found;
    });
    if (!found) setClosed(null);
  }, [field, commands]);

  const pick = (offer: Offer): void => {
    const element = field.current;
    if (!element || !trigger) return;
    element.setSelectionRange(trigger.from, element.selectionStart);
    insertText(element, offer.insert);
    setActive(-1);
  };

  /** ":smile:" becomes what it means when the second colon is typed. Never while composing. */
  const replaceCode = async (): Promise<void> => {
    const element = field.current;
    if (!element || !emojiCodeAt(element.value, element.selectionStart)) return;
    const index = await loadEmoji().catch(() => null);
    const found = emojiCodeAt(element.value, element.selectionStart);
    const entry = index && found && emojiOfCode(index.entries, found.code);
    if (!entry || document.activeElement !== element) return;
    element.setSelectionRange(found.from, element.selectionStart);
    insertText(element, inTone(entry, known.tone));
  };

  const move = (by: 1 | -1): void =>
    setActive((now) =>
      now < 0 && by < 0 ? offers.length - 1 : (now + by + offers.length) % offers.length,
    );

  const close = (): void => setClosed(trigger?.from ?? null);
  return { offers, active, watch, pick, move, close, replaceCode };
};
