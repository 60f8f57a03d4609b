import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_MAX_CHARS, TYPING_EVERY_MS } from '../../../protocol/limits';
import type { UserInfo } from '../../../protocol/model';
import { parseSlash } from '../../../protocol/slash';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import type { Server } from '../../store/slices/servers';
import { classes } from '../../ui/classes';
import type { Act, SendWith } from '../../ui/enter-rule';
import { IconButton } from '../../ui/IconButton';
import { useEnterRule } from '../../ui/use-enter-rule';
import { Completions } from './Completions';
import styles from './Composer.module.css';
import { Hint, type HintKind } from './Hint';
import { insertText } from './insert-text';
import { createOutgoing, type Outgoing } from './outgoing';
import { submitText } from './submit-text';
import { useCompletion } from './use-completion';
import { useDraft } from './use-draft';
import { useTypeAnywhere } from './use-type-anywhere';

/** Near the limit a counter appears. */
const COUNT_FROM = MESSAGE_MAX_CHARS - 200;

interface ComposerProps {
  server: Server;
  room: RoomView;
  /** How the room is called to this person. */
  name: string;
  people: readonly UserInfo[];
  sendWith: SendWith;
}

/**
 * Where one writes. The textarea alone holds the text: neither React nor the store ever writes it
 * back, so that nothing can come between a syllable and its composition. Remounted for each room.
 */
export const Composer = ({ server, room, name, people, sendWith }: ComposerProps) => {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [count, setCount] = useState<number | null>(null);
  const [empty, setEmpty] = useState(room.draft === '');
  const [hint, setHint] = useState<HintKind | null>(null);
  const completion = useCompletion(field, people, server.me?.role === 'host');
  const latest = useRef({ server, room, completion });
  latest.current = { server, room, completion };

  const outgoing = useRef<Outgoing | null>(null);
  const rest = () => outgoing.current?.rest() ?? field.current?.value ?? '';
  const draft = useDraft(field, server.id, room.id, rest);

  const refresh = (): void => {
    const length = field.current?.value.length ?? 0;
    setCount(length >= COUNT_FROM ? length : null);
    setEmpty(length === 0);
    completion.watch();
  };
  const refreshRef = useRef(refresh);
  refreshRef.current = refresh;
  const draftRef = useRef(draft);
  draftRef.current = draft;

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    outgoing.current = createOutgoing({
      field: element,
      store: async (text) => {
        const result = await submitText(latest.current.server, latest.current.room.id, text);
        setHint(result.hint);
        return result.kept;
      },
      cleared: () => {
        refreshRef.current();
        draftRef.current.save();
      },
    });
    const { length } = element.value;
    element.setSelectionRange(length, length);
    element.focus({ preventScroll: true });
    return actions.registerComposer({
      insert: (text) => insertText(element, text),
      focus: () => element.focus(),
    });
  }, []);

  const typedAt = useRef(0);
  const onInput = (): void => {
    refresh();
    setHint(null);
    draft.changed();
    const value = field.current?.value ?? '';
    const now = Date.now();
    if (value === '' || value.startsWith('/')) return;
    if (now - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = now;
    if (server.status.state === 'online') void actions.sendTyping(server.id, room.id, true);
  };

  const act = (wanted: Act): void => {
    const element = field.current;
    if (!element) return;
    const { offers, active, pick } = latest.current.completion;
    const chosen = offers[active];
    const [first] = offers;
    if (wanted === 'newline') insertText(element, '\n');
    else if (chosen) pick(chosen);
    // Half a command is not a text; a name after an @ may well be.
    else if (first?.kind === 'slash' && parseSlash(element.value).kind !== 'command') pick(first);
    else outgoing.current?.send();
  };
  useEnterRule(field, sendWith, act);

  // Tab in the middle of a syllable completes when the syllable is done.
  const pickLater = useRef(false);
  const pickFirst = () => {
    const { offers, active, pick } = latest.current.completion;
    const offer = offers[Math.max(active, 0)];
    if (offer) pick(offer);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { offers, move, close } = completion;
    if (offers.length === 0) return;
    const key = event.nativeEvent.code || event.key;
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'Escape') close();
    else if (key === 'Tab' && !event.shiftKey) {
      if (event.nativeEvent.isComposing) pickLater.current = true;
      else pickFirst();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // One syllable ends and the next begins in the same breath; only a pause lets go of the field.
  const composing = useRef(false);
  const compose = (on: boolean): void => {
    composing.current = on;
    draft.composing(on);
    if (on) outgoing.current?.composing(true);
    else
      setTimeout(() => {
        if (composing.current) return;
        outgoing.current?.composing(false);
        if (pickLater.current) pickFirst();
        pickLater.current = false;
      });
  };

  useTypeAnywhere(field);

  const open = completion.offers.length > 0;
  const over = count !== null && count > MESSAGE_MAX_CHARS;
  return (
    <div className={styles.composer}>
      {open && (
        <Completions
          id={id}
          offers={completion.offers}
          active={completion.active}
          onPick={completion.pick}
        />
      )}
      {(hint || over) && (
        <Hint hint={over ? { kind: 'too-long', count: count ?? 0 } : (hint as HintKind)} />
      )}
      <div className={styles.box}>
        <textarea
          ref={field}
          className={styles.field}
          rows={1}
          defaultValue={room.draft}
          placeholder={t(room.kind === 'direct' ? 'chat.writeTo' : 'chat.writeIn', { name })}
          aria-label={t(room.kind === 'direct' ? 'chat.writeTo' : 'chat.writeIn', { name })}
          aria-autocomplete="list"
          aria-controls={open ? id : undefined}
          aria-activedescendant={
            open && completion.active >= 0 ? `${id}-${completion.active}` : undefined
          }
          onInput={onInput}
          onSelect={completion.watch}
          onKeyDown={onKeyDown}
          onCompositionStart={() => compose(true)}
          onCompositionEnd={() => compose(false)}
          onBlur={() => draft.save()}
        />
        {count !== null && (
          <span className={classes(styles.count, over && styles.over)}>
            {t('chat.count', { count, most: MESSAGE_MAX_CHARS })}
          </span>
        )}
        <IconButton
          className={styles.send}
          label={t('chat.send')}
          keys={sendWith === 'enter' ? 'Enter' : 'Ctrl+Enter'}
          side="top"
          icon={<ArrowUp size={17} strokeWidth={2.2} />}
          disabled={empty || over}
          onClick={() => outgoing.current?.send()}
        />
      </div>
    </div>
  );
};
