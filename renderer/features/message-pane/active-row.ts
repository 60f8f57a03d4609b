import { createContext, useContext } from 'react';

/** Whether the line around has the one Tab stop of the list. */
export const ActiveRow = createContext(false);

/** For what can be pressed inside a line: reached by Tab only from the line that has the stop. */
export const useRowTabIndex = (): 0 | -1 => (useContext(ActiveRow) ? 0 : -1);
