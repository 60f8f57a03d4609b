import { type EmojiData, EmojiPicker as Parts } from 'frimousse';
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SKIN_TONES, type SkinTone } from '../../../protocol/emoji';
import { type Language, spokenOf } from '../../../protocol/language';
import { useEnterRule } from '../use-enter-rule';
import styles from './EmojiPicker.module.css';
import { type EmojiIndex, loadEmoji } from './emoji-data';
import { firstFound, inTone, queryOf } from './emoji-search';

/** What the picker is told, and tells. It keeps nothing itself. */
export interface EmojiPickerProps {
  onPick: (emoji: string) => void;
  /** The newest first. */
  recent: readonly string[];
  skinTone: SkinTone;
  onSkinTone: (tone: SkinTone) => void;
}

const COLUMNS = 9;
/** One hand in every tone. */
const HANDS: Readonly<Record<SkinTone, string>> = {
  none: '✋',
  light: '✋🏻',
  'medium-light': '✋🏼',
  medium: '✋🏽',
  'medium-dark': '✋🏾',
  dark: '✋🏿',
};
/** The library takes arrows from the field with this mark. */
const SEARCH_FIELD = { 'frimousse-search': '' };

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In the shape of the library, with the words of both languages as what is searched. */
const dataFor = (index: EmojiIndex, language: Language): EmojiData => ({
  locale: language,
  emojis: index.entries.map(({ emoji, group, name, words, skins }) => ({
    emoji,
    category: group,
    label: capitalized(name[language]),
    version: 0,
    tags: [...words],
    ...(skins && { skins }),
  })),
  categories: index.groups.map(({ index: order, name }) => ({
    index: order,
    label: capitalized(name[language]),
  })),
  skinTones: index.tones[language],
});

/** Outside of the component: the library draws anew whatever is another component than before. */
const CELLS: ComponentProps<typeof Parts.List>['components'] = {
  CategoryHeader: ({ category, ...rest }) => (
    <div {...rest} className={styles.group}>
      {category.label}
    </div>
  ),
  // The library counts from 0, ARIA from 1.
  Row: ({ children, 'aria-rowindex': row, ...rest }) => (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role comes with the rest
    <div {...rest} aria-rowindex={row === undefined ? row : row + 1} className={styles.row}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, 'aria-colindex': column = 0, ...rest }) => (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role comes with the rest
    <button {...rest} aria-colindex={column + 1} type="button" className={styles.emoji}>
      {emoji.emoji}
    </button>
  ),
};

/**
 * All emoji, found by words of either language. The field has the focus and keeps it: arrows
 * move in the grid, Enter picks: where they led, otherwise the first of what is found.
 */
const EmojiPicker = ({ onPick, recent, skinTone, onSkinTone }: EmojiPickerProps) => {
  const { t, i18n } = useTranslation();
  const language = spokenOf([i18n.language]);
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState<EmojiIndex | null>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Where the arrows led; null as long as nobody went anywhere since the last letter. */
  const active = useRef<string | null>(null);
  const moved = useRef(false);

  const pickByEnter = async (): Promise<void> => {
    if (moved.current && active.current !== null) onPick(active.current);
    else {
      const all = index ?? (await loadEmoji().catch(() => null));
      const found =
        all && firstFound(all, queryOf(all.entries, field.current?.value ?? ''), language);
      if (found) onPick(inTone(found, skinTone));
    }
  };
  useEnterRule(field, 'enter', (act) => act === 'send' && void pickByEnter());

  // The popup was there before this was loaded, and had nothing to give the focus to.
  useEffect(() => field.current?.focus(), []);

  useEffect(() => {
    let gone = false;
    loadEmoji().then(
      (loaded) => !gone && setIndex(loaded),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, []);

  return (
    <Parts.Root
      className={styles.picker}
      locale={language}
      columns={COLUMNS}
      skinTone={skinTone}
      resolveEmojiData={async () => dataFor(await loadEmoji(), language)}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <input
        {...SEARCH_FIELD}
        ref={field}
        type="search"
        className={styles.field}
        placeholder={t('emoji.search')}
        aria-label={t('emoji.search')}
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => {
          moved.current = false;
          setQuery(queryOf(index?.entries ?? [], event.currentTarget.value));
        }}
        onKeyDown={(event) => {
          if (event.key.startsWith('Arrow')) moved.current = true;
        }}
      />
      {/* The library searches for what its own field holds; ours may still be composing. */}
      <Parts.Search value={query} readOnly hidden tabIndex={-1} aria-hidden="true" />
      {query === '' && recent.length > 0 && (
        <Recent emoji={recent} name={t('emoji.recent')} onPick={onPick} />
      )}
      <Parts.Viewport className={styles.viewport} tabIndex={0}>
        <Parts.Loading className={styles.note}>{t('emoji.loading')}</Parts.Loading>
        <Parts.Empty className={styles.note}>
          {t('emoji.none', { query: field.current?.value ?? query })}
        </Parts.Empty>
        <Parts.List aria-label={t('emoji.all')} components={CELLS} />
      </Parts.Viewport>
      <div className={styles.foot}>
        <Parts.ActiveEmoji>
          {({ emoji }): ReactNode => {
            active.current = emoji?.emoji ?? null;
            return (
              <span className={styles.active} aria-hidden="true">
                {emoji ? (
                  <>
                    <span className={styles.big}>{emoji.emoji}</span>
                    <span className={styles.name}>{emoji.label}</span>
                  </>
                ) : (
                  <span className={styles.name}>{t('emoji.pick')}</span>
                )}
              </span>
            );
          }}
        </Parts.ActiveEmoji>
        <Tones
          value={skinTone}
          onChange={onSkinTone}
          nameOf={(tone) => (tone === 'none' ? undefined : index?.tones[language][tone])}
        />
      </div>
    </Parts.Root>
  );
};

const Recent = ({
  emoji,
  name,
  onPick,
}: {
  emoji: readonly string[];
  name: string;
  onPick: (emoji: string) => void;
}) => (
  <fieldset className={styles.recent} aria-label={name}>
    <legend className={styles.group}>{name}</legend>
    <div className={styles.row}>
      {emoji.slice(0, COLUMNS).map((one) => (
        <button key={one} type="button" className={styles.emoji} onClick={() => onPick(one)}>
          {one}
        </button>
      ))}
    </div>
  </fieldset>
);

/** One Tab stop, like any group of radio buttons; the arrows choose. */
const Tones = ({
  value,
  onChange,
  nameOf,
}: {
  value: SkinTone;
  onChange: (tone: SkinTone) => void;
  nameOf: (tone: SkinTone) => string | undefined;
}) => {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.tones} aria-label={t('emoji.tone')}>
      {SKIN_TONES.map((tone) => (
        <label key={tone} className={styles.tone} data-chosen={tone === value ? '' : undefined}>
          <input
            type="radio"
            name="skin-tone"
            className="sr-only"
            checked={tone === value}
            aria-label={nameOf(tone) ?? t('emoji.toneNone')}
            onChange={() => onChange(tone)}
          />
          {HANDS[tone]}
        </label>
      ))}
    </fieldset>
  );
};

export default EmojiPicker;
