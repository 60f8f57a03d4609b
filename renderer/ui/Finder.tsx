import { Autocomplete } from '@base-ui/react/autocomplete';
import { Hash, type LucideIcon, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from './Avatar';
import { classes } from './classes';
import styles from './Finder.module.css';

export interface FinderGroup<T> {
  readonly kind: string;
  readonly items: readonly T[];
}

interface FinderProps<T, G extends FinderGroup<T>> {
  /** Stands in the field while it is empty, and names it. */
  label: string;
  /** What there is to choose from, found already. */
  groups: readonly G[];
  /** What a group is called; left out: it has no heading. */
  titleOf?: (group: G) => string;
  keyOf: (item: T) => string;
  nameOf: (item: T) => string;
  query: string;
  onQuery: (query: string) => void;
  onChoose: (item: T) => void;
  /** Said where nothing was found. */
  nothing: string;
  /** A field with its own outline, in a sheet that has other things in it. */
  boxed?: boolean;
  children: (item: T) => ReactNode;
}

/** A field, and what it finds below it; the first one is chosen with Enter, arrows move. */
export const Finder = <T, G extends FinderGroup<T> = FinderGroup<T>>({
  label,
  groups,
  titleOf,
  keyOf,
  nameOf,
  query,
  onQuery,
  onChoose,
  nothing,
  boxed = false,
  children,
}: FinderProps<T, G>) => (
  <Autocomplete.Root
    inline
    open
    items={groups}
    filter={null}
    autoHighlight="always"
    keepHighlight
    value={query}
    onValueChange={(value, { reason }) => {
      if (reason !== 'item-press') onQuery(value);
    }}
    itemToStringValue={nameOf}
  >
    <div className={classes(styles.field, boxed && styles.boxed)}>
      <Search size={17} aria-hidden="true" />
      <Autocomplete.Input
        autoFocus
        className={styles.input}
        aria-label={label}
        placeholder={label}
      />
    </div>
    <Autocomplete.Empty className={styles.empty}>{query && nothing}</Autocomplete.Empty>
    <Autocomplete.List className={classes(styles.list, boxed && styles.short)}>
      {(group: G) => (
        <Autocomplete.Group key={group.kind} items={group.items}>
          {titleOf && (
            <Autocomplete.GroupLabel className={styles.label}>
              {titleOf(group)}
            </Autocomplete.GroupLabel>
          )}
          <Autocomplete.Collection>
            {(item: T) => (
              <Autocomplete.Item
                key={keyOf(item)}
                value={item}
                className={styles.item}
                onClick={() => onChoose(item)}
              >
                {children(item)}
              </Autocomplete.Item>
            )}
          </Autocomplete.Collection>
        </Autocomplete.Group>
      )}
    </Autocomplete.List>
  </Autocomplete.Root>
);

interface FoundProps {
  name: string;
  /** Id of the person whose face stands before it. */
  face?: string | undefined;
  /** In place of a face; the sign of rooms when left out. */
  icon?: LucideIcon | undefined;
  /** On which server it is, where that is not this one. */
  where?: string | undefined;
}

/** A room, a person, a server or a thing to do, as one line. */
export const Found = ({ name, face, icon: Icon = Hash, where }: FoundProps) => (
  <>
    {face ? (
      <Avatar id={face} name={name} size="small" />
    ) : (
      <Icon size={16} className={styles.sign} aria-hidden="true" />
    )}
    <span className={styles.name}>{name}</span>
    {where && <span className={styles.where}>{where}</span>}
  </>
);
