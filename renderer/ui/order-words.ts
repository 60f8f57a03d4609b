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
  const { slowSeconds, readOnly, locked, history, capacity, classroom } = rules;
  const words = [
    slowSeconds > 0 && t('order.rule.slow', { span: spanText(t, slowSeconds) }),
    readOnly && t('order.rule.readOnly'),
    locked && t('order.rule.locked'),
    classroom && t('order.rule.classroom'),
    history === 'joined' && t('order.rule.joined'),
    history === 'none' && t('order.rule.noHistory'),
    capacity !== null && t('order.rule.capacity', { count: capacity }),
  ].filter((word) => word !== false);
  return words.join(', ') || t('order.rule.none');
};

const onOff = (t: TFunction, value: string | undefined): string =>
  t(value === 'true' ? 'order.on' : 'order.off');

/** `slowSeconds=30 locked=true`, as the moderation log has it, in words; what is unknown is left out. */
export const changedRules = (t: TFunction, detail: string): string =>
  detail
    .split(' ')
    .flatMap((pair) => {
      const [rule, value] = pair.split('=');
      switch (rule as keyof RoomRules) {
        case 'slowSeconds':
          return [
            `${t('order.slow')}: ${Number(value) ? spanText(t, Number(value)) : t('order.off')}`,
          ];
        case 'history':
          return [`${t('order.history')}: ${t(`order.historyRule.${value as 'all'}`)}`];
        case 'capacity':
          return [`${t('order.roomCapacity')}: ${value === 'null' ? t('order.noBound') : value}`];
        case 'readOnly':
          return [`${t('order.readOnly')}: ${onOff(t, value)}`];
        case 'locked':
          return [`${t('order.locked')}: ${onOff(t, value)}`];
        case 'classroom':
          return [`${t('classroom.title')}: ${onOff(t, value)}`];
        default:
          return [];
      }
    })
    .join(', ');
