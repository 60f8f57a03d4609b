import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_MAX_CHARS } from '../../../protocol/limits';
import type { UserInfo } from '../../../protocol/model';
import { parseAppSlash } from '../../../protocol/slash';
import { missingArg, type SlashPlace, slashPlace } from '../../../protocol/slash-args';
import type { RoomView } from '../../../protocol/views';
import { actions } from '../../store/actions';
import { mayModerate } from '../../store/rights';
import type { Server } from '../../store/slices/servers';
import { useStore } from '../../store/store';
import type { Act, SendWith } from '../../ui/enter-rule';
import { useEnterRule } from '../../ui/use-enter-rule';
import { AsFileDialog } from './AsFileDialog';
import { Attach } from './Attach';
import { Banner } from './Banner';
import { Completions } from './Completions';
import styles from './Composer.module.css';
import { DeleteDialog } from './DeleteDialog';
import { draftAge } from './draft-age';
import { FormatBar } from './FormatBar';
import { type Format, format } from './format';
import { Hint, type HintKind } from './Hint';
import { applyEdit, insertText } from './insert-text';
import { useKnown } from './known';
import type { Outgoing } from './outgoing';
import { usePaste } from './paste/use-paste';
import { Signature } from './Signature';
import { Tools } from './Tools';
import { useCompletion } from './use-completion';
import { useDraft } from './use-draft';
import { useKeys } from './use-keys';
import { useMode } from './use-mode';
import { useSending } from './use-sending';
import { useTypeAnywhere } from './use-type-anywhere';
import { useTyping } from './use-typing';

/** Near the limit a counter appears. */
const COUNT_FROM = MESSAGE_MAX_CHARS - 200;

export interface ComposerProps {
  server: Server;
  room: RoomView;
  /** How the room is called to this person. */
  name: string;
  people: readonly UserInfo[];
  sendWith: SendWith;
  /** Files that were pasted. */
  onFiles?: (files: readonly File[]) => void;
  /** Lets the person choose files; left out where none can be sent. */
  onAttach?: () => void;
  /** Offered for a text that is too long. Resolves to whether it may leave the field. */
  onSendAsFile?: (text: string) => Promise<boolean>;
}

/**
 * Where one writes. The textarea alone holds the text: neither React nor the store ever writes it
 * back while it is being written, so that nothing can come between a syllable and its composition.
 * Remounted for each room.
 */
export const Composer = (props: ComposerProps) => {
  const { server, room, name, people, sendWith, onFiles, onAttach, onSendAsFile } = props;
  const { t, i18n } = useTranslation();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [count, setCount] = useState<number | null>(null);
  const [hint, setHint] = useState<HintKind | null>(null);
  const [typing, setTyping] = useState<SlashPlace | null>(null);
  const [asking, setAsking] = useState<'delete' | 'file' | null>(null);
  const formatBar = useStore(({ settings }) => settings.formatBar);
  const spellcheck = useStore(({ settings }) => settings.spellcheck);

  const outgoing = useRef<Outgoing | null>(null);
  const rest = () => outgoing.current?.rest() ?? field.current?.value ?? '';
  const mode = useMode(field, server, room, rest, () => latest.current.refresh());
  const { composing, edits } = mode;
  const [empty, setEmpty] = useState(mode.initial === '');
  const completion = useCompletion(field, useKnown(server, room.id, people), !edits);
  const draft = useDraft(field, server.id, room.id, mode.draft);
  const [age, setAge] = useState(() =>
    edits ? null : draftAge(room.draftAt, Date.now(), i18n.language),
  );

  const refresh = (): void => {
    const element = field.current;
    const { length } = element?.value ?? '';
    setCount(length >= COUNT_FROM ? length : null);
    setEmpty(length === 0);
    watch();
  };
  const watch = (): void => {
    const element = field.current;
    completion.watch();
    setTyping(!element || edits ? null : slashPlace(element.value, element.selectionStart));
  };
  const latest = useRef({ completion, refresh });
  latest.current = { completion, refresh };
  useSending(field, outgoing, {
    ...{ server, room, composing, onHint: setHint, onDone: mode.stop },
    onCleared: () => {
      refresh();
      draft.save();
    },
  });

  const tellTyping = useTyping(server, room.id);
  const inMiddle = useRef(false);
  const onInput = (): void => {
    refresh();
    setHint(null);
    setAge(null);
    draft.changed();
    if (!inMiddle.current) void completion.replaceCode();
    if (!edits) tellTyping(field.current?.value ?? '');
  };

  const send = (): void => {
    const element = field.current;
    if (edits && element?.value.trim() === '') setAsking('delete');
    else outgoing.current?.send();
  };

  const act = (wanted: Act): void => {
    const element = field.current;
    if (!element) return;
    const { offers, active, pick } = latest.current.completion;
    const chosen = offers[active];
    const [first] = offers;
    const line = parseAppSlash(element.value);
    const whole = first?.command && `/${first.name}` === element.value.trimEnd();
    const enough = whole && !missingArg(first.command?.name ?? 'help', '');
    if (wanted === 'newline') insertText(element, '\n');
    else if (chosen) pick(chosen);
    // Half a command is not a text; a name after an @ may well be.
    else if (first?.kind === 'slash' && line.kind !== 'command' && !enough) pick(first);
    else send();
  };
  useEnterRule(field, sendWith, act);

  const doFormat = (what: Format): void => {
    const element = field.current;
    if (!element) return;
    const { value: text, selectionStart: start, selectionEnd: end } = element;
    applyEdit(element, format(what, { text, start, end }));
  };

  const keys = useKeys({
    ...{ field, completion, onFormat: doFormat },
    onStop: composing ? mode.stop : null,
    onUp: edits ? null : () => actions.editLast(server.id, room.id),
  });

  // One syllable ends and the next begins in the same breath; only a pause lets go of the field.
  const compose = (on: boolean): void => {
    inMiddle.current = on;
    draft.composing(on);
    if (on) outgoing.current?.composing(true);
    else
      setTimeout(() => {
        if (inMiddle.current) return;
        outgoing.current?.composing(false);
        keys.composed();
      });
  };

  useTypeAnywhere(field);
  const onPaste = usePaste(field, onFiles);

  const open = completion.offers.length > 0;
  const over = count !== null && count > MESSAGE_MAX_CHARS;
  const shown = over ? { kind: 'too-long' as const, count: count ?? 0 } : hint;
  const about = [composing && `${id}-about`, !open && typing && `${id}-signature`].filter(Boolean);
  const label = t(room.kind === 'direct' ? 'chat.writeTo' : 'chat.writeIn', { name });
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
      {shown && <Hint hint={shown} onSendAsFile={onSendAsFile && (() => setAsking('file'))} />}
      {typing && !shown && <Signature id={`${id}-signature`} place={typing} />}
      {age && <p className={styles.age}>{t('writing.draftFrom', { when: age })}</p>}
      <div className={styles.box}>
        {composing && (
          <Banner
            id={`${id}-about`}
            composing={composing}
            sendWith={sendWith}
            onCancel={() => {
              mode.stop();
              field.current?.focus();
            }}
          />
        )}
        {formatBar && <FormatBar onFormat={doFormat} />}
        <div className={styles.line}>
          <Attach onAttach={onAttach} />
          <textarea
            ref={field}
            className={styles.field}
            rows={1}
            defaultValue={mode.initial}
            placeholder={label}
            aria-label={label}
            aria-describedby={about.length > 0 ? about.join(' ') : undefined}
            aria-autocomplete="list"
            aria-controls={open ? id : undefined}
            aria-activedescendant={
              open && completion.active >= 0 ? `${id}-${completion.active}` : undefined
            }
            spellCheck={spellcheck}
            onInput={onInput}
            onSelect={watch}
            onKeyDown={keys.onKeyDown}
            onPaste={onPaste}
            onCompositionStart={() => compose(true)}
            onCompositionEnd={() => compose(false)}
            onBlur={() => draft.save()}
          />
          <Tools
            field={field}
            formatBar={formatBar}
            sendWith={sendWith}
            count={count}
            edits={edits}
            canSend={(!empty || edits) && !over}
            onSend={send}
            onAnnounce={
              mayModerate(server, room) ? () => outgoing.current?.send('announcement') : null
            }
          />
        </div>
      </div>
      <AsFileDialog
        field={field}
        count={asking === 'file' ? count : null}
        onClose={() => setAsking(null)}
        onSend={onSendAsFile}
      />
      {composing?.kind === 'edit' && (
        <DeleteDialog
          open={asking === 'delete'}
          server={server.id}
          room={room.id}
          seq={composing.seq}
          onClose={() => setAsking(null)}
          onDeleted={mode.stop}
        />
      )}
    </div>
  );
};
