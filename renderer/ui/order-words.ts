/** Rules and spans of time as people read them. */
import type { TFunction } from 'i18next';
import type { RoomRules } from '../../protocol/rules';

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

/** "30초", "5 minutes": in the largest unit that it is a whole number of, from a minute on. */
export const spanText = (t: TFunction, seconds: number): string => {
  for (const [unit, size] of UNITS)
    if (seconds >= size && seconds % size === 0)
      return t(`order.span.${unit}`, { count: seconds / size });
  return t('order.span.seconds', { count: seconds });
};

/** How long something still lasts: never told as shorter than it is. */
export const leftText = (t: TFunction, ms: number): string => {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const unit = UNITS.find(([, size]) => seconds > 2 * size)?.[1] ?? 1;
  return spanText(t, Math.ceil(seconds / unit) * unit);
};

/** What is different from a room without rules, in one line. */
export const rulesText = (t: TFunction, rules: RoomRules): string => {
  const { slowSeconds, readOnly, locked, history, capacity } = rules;
  const words = [
    slowSeconds > 0 && t('order.rule.slow', { span: spanText(t, slowSeconds) }),
    readOnly && t('order.rule.readOnly'),
    locked && t('order.rule.locked'),
    history === 'joined' && t('order.rule.joined'),
    history === 'none' && t('order.rule.noHistory'),
    capacity !== null && t('order.rule.capacity', { count: capacity }),
  ].filter((word) => word !== false);
  return words.join(', ') || t('order.rule.none');
};
