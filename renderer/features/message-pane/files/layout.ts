import { shownAs } from '../../../../protocol/files';
import { FILE_SHOWN_MAX_BYTES } from '../../../../protocol/limits';

/** Most pixels of a picture or a film in a message. */
export const SHOWN_MAX = { width: 420, height: 320 } as const;
/** Thinner ones are cut, so that they can be pressed. */
const SHOWN_MIN = 44;
const TILE_GAP = 4;
const CARD_PX = 60;
const PLAYER_PX = 48;
const GAP_PX = 6;

interface About {
  type: string;
  size: number;
  width?: number;
  height?: number;
}

export interface Box {
  width: number;
  height: number;
}

/** How a file stands in a message. What is too large to be fetched unasked is for saving only. */
export const kindOf = (file: About): 'image' | 'video' | 'audio' | 'card' => {
  const shown = shownAs(file);
  if (shown === 'image' && file.size > FILE_SHOWN_MAX_BYTES) return 'card';
  return shown ?? 'card';
};

/** The place that is kept for a picture before it is there: never larger than it is. */
export const boxOf = ({ width, height }: Pick<About, 'width' | 'height'>): Box => {
  if (!width || !height) return { width: SHOWN_MAX.width, height: 236 };
  const scale = Math.min(1, SHOWN_MAX.width / width, SHOWN_MAX.height / height);
  return {
    width: Math.max(SHOWN_MIN, Math.round(width * scale)),
    height: Math.max(SHOWN_MIN, Math.round(height * scale)),
  };
};

/** Several pictures stand in a grid of squares; this many beside each other. */
export const columnsOf = (images: number): number => (images === 2 || images === 4 ? 2 : 3);

/** Pixels that the files of a message take, for a list that has not seen them yet. */
export const filesHeight = (files: readonly About[]): number => {
  const images = files.filter((file) => kindOf(file) === 'image');
  let height = 0;
  const [only] = images;
  if (only && images.length === 1) height += boxOf(only).height + GAP_PX;
  else if (only) {
    const columns = columnsOf(images.length);
    const tile = (SHOWN_MAX.width - TILE_GAP * (columns - 1)) / columns;
    const rows = Math.ceil(images.length / columns);
    height += Math.round(rows * (tile + TILE_GAP)) - TILE_GAP + GAP_PX;
  }
  for (const file of files) {
    const kind = kindOf(file);
    if (kind === 'card') height += CARD_PX + GAP_PX;
    else if (kind === 'audio') height += CARD_PX + PLAYER_PX + GAP_PX;
    else if (kind === 'video') height += boxOf(file).height + CARD_PX + GAP_PX;
  }
  return height;
};
