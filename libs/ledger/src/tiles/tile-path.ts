import { hashesAt, WIDTH } from './tiles.js';

/** What a path below `tile/` names (C2SP tlog-tiles): a tile of hashes, or a bundle of entries. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  /** 256 for a full one. */
  readonly width: number;
}

const LARGEST_LEVEL = 63;

/** 1234067 is written `x001/x234/067`. */
export const indexPath = (index: number): string => {
  const last = String(index % 1000).padStart(3, '0');
  let path = last;
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  return path;
};

export const tilePath = ({ level, index, width }: TileName): string =>
  `${level}/${indexPath(index)}${width === WIDTH ? '' : `.p/${width}`}`;

const levelOf = (text: string): TileName['level'] | undefined => {
  if (text === 'entries') return text;
  return /^(?:0|[1-9]\d?)$/.test(text) && Number(text) <= LARGEST_LEVEL ? Number(text) : undefined;
};

const widthOf = (text: string | undefined): number => {
  if (text === undefined) return WIDTH;
  return /^[1-9]\d{0,2}$/.test(text) ? Number(text) : Number.NaN;
};

/** The longest index that a number holds exactly. */
const LONGEST = 24;

/** Reads a path in its one form; nothing for any other. */
export const readTilePath = (path: string): TileName | undefined => {
  const slash = path.indexOf('/');
  const [place = '', partial, ...more] = path.slice(slash + 1).split('.p/');
  const level = levelOf(path.slice(0, Math.max(slash, 0)));
  const digits = place.replaceAll(/[x/]/g, '');
  const isWritten = place.length <= LONGEST && /^\d{3,15}$/.test(digits) && more.length === 0;
  if (level === undefined || !isWritten) return undefined;
  const name = { level, index: Number(digits), width: widthOf(partial) };
  return name.width <= WIDTH && tilePath(name) === path ? name : undefined;
};

/** Whether a tree of that size has such a tile, or such a part of one. */
export const isInTree = ({ level, index, width }: TileName, size: number): boolean =>
  index * WIDTH + width <= hashesAt(level === 'entries' ? 0 : level, size);
