/** Gaps between positions, as stores have them that keep other things in the same order. */
export const sparse = (last: number): number => 1 + ((last * 7) % 5);
