import { createContext, useContext } from 'react';

/** Whether the line around has the one Tab stop of the list. */
export const ActiveRow = createContext(false);

/**
 * Whether somebody went to the line: only then what one does with it is kept at hand. At the end of
 * a busy room the Tab stop moves on with every message, and nothing is to be drawn for that.
 */
export const ChosenRow = createContext(false);

/** For what can be pressed inside a line: reached by Tab only from the line that has the stop. */
export const useRowTabIndex = (): 0 | -1 => (useContext(ActiveRow) ? 0 : -1);
