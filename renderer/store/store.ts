import { create } from 'zustand';
import { type AppSlice, initialApp } from './slices/app';
import { type AttemptsSlice, initialAttempts } from './slices/attempts';
import { type BoardSlice, initialBoard } from './slices/board';
import { type ComposingSlice, initialComposing } from './slices/composing';
import { type FilesSlice, initialFiles } from './slices/files';
import { type HostingSlice, initialHosting } from './slices/hosting';
import { initialMessages, type MessagesSlice } from './slices/messages';
import { initialNearby, type NearbySlice } from './slices/nearby';
import { initialOrder, type OrderSlice } from './slices/order';
import { initialPending, type PendingSlice } from './slices/pending';
import { initialProfile, type ProfileSlice } from './slices/profile';
import { initialReading, type ReadingSlice } from './slices/reading';
import { initialSaved, type SavedSlice } from './slices/saved';
import { initialSearch, type SearchSlice } from './slices/search';
import { initialServers, type ServersSlice } from './slices/servers';
import { initialSettings, type SettingsSlice } from './slices/settings';
import { initialTyping, type TypingSlice } from './slices/typing';
import { initialUi, type UiSlice } from './slices/ui';
import { initialVisits, type VisitsSlice } from './slices/visits';
import { initialWishes, type WishesSlice } from './slices/wishes';

export interface State
  extends AppSlice,
    ServersSlice,
    MessagesSlice,
    BoardSlice,
    ComposingSlice,
    PendingSlice,
    ProfileSlice,
    OrderSlice,
    TypingSlice,
    ReadingSlice,
    SearchSlice,
    SavedSlice,
    FilesSlice,
    UiSlice,
    VisitsSlice,
    WishesSlice,
    SettingsSlice,
    HostingSlice,
    NearbySlice,
    AttemptsSlice {}

export const initialState: State = {
  ...initialApp,
  ...initialServers,
  ...initialMessages,
  ...initialBoard,
  ...initialComposing,
  ...initialPending,
  ...initialProfile,
  ...initialOrder,
  ...initialTyping,
  ...initialReading,
  ...initialSearch,
  ...initialSaved,
  ...initialFiles,
  ...initialUi,
  ...initialVisits,
  ...initialWishes,
  ...initialSettings,
  ...initialHosting,
  ...initialNearby,
  ...initialAttempts,
};

/**
 * A projection of what the main process tells, and of what is on screen. Changed only by
 * apply-push.ts and by the actions; keystrokes never pass through it.
 */
export const useStore = create<State>()(() => initialState);
