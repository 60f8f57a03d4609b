import { Tabs } from '@base-ui/react/tabs';
import type { ComponentType, ReactNode } from 'react';
import styles from './Pages.module.css';

export interface PageTab<Id extends string> {
  id: Id;
  title: string;
  icon: ComponentType<{ size?: number | string }>;
  /** Behind the title, e.g. how many wait there. */
  mark?: ReactNode;
}

interface PagesProps<Id extends string> {
  /** What the list of pages is called. */
  label: string;
  tabs: readonly PageTab<Id>[];
  /** Null while none of them is shown. */
  page: Id | null;
  onPage: (page: Id) => void;
  /** Over the list. */
  above?: ReactNode;
  /** The panels. */
  children: ReactNode;
}

/** A large sheet with pages at the left, as the settings have them. */
export const Pages = <Id extends string>({
  label,
  tabs,
  page,
  onPage,
  above,
  children,
}: PagesProps<Id>) => (
  <Tabs.Root
    className={styles.frame}
    orientation="vertical"
    value={page}
    onValueChange={(next) => next !== null && onPage(next as Id)}
  >
    <div className={styles.nav}>
      {above}
      <Tabs.List className={styles.tabs} aria-label={label} activateOnFocus>
        {tabs.map(({ id, title, icon: Icon, mark }) => (
          <Tabs.Tab key={id} value={id} className={styles.tab}>
            <Icon size={16} />
            <span>{title}</span>
            {mark}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </div>
    {children}
  </Tabs.Root>
);

/** One page; it scrolls by itself. */
export const PagePanel = ({ id, children }: { id: string; children: ReactNode }) => (
  <Tabs.Panel value={id} className={styles.panel}>
    {children}
  </Tabs.Panel>
);

/** What stands in place of the pages, e.g. what a search found in them. */
export const PageInstead = ({ label, children }: { label: string; children: ReactNode }) => (
  <section className={styles.panel} aria-label={label}>
    {children}
  </section>
);

/** A page has nothing to show: one sentence in the middle. */
export const PageEmpty = ({ alert, children }: { alert?: boolean; children: ReactNode }) => (
  <p className={styles.empty} role={alert ? 'alert' : undefined}>
    {children}
  </p>
);
