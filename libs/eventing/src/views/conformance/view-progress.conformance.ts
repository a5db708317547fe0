import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ViewProgress } from '../view-progress.port.js';

/** A log, views that follow it, and what tells how far they are. */
export interface ProgressHouse {
  readonly progress: ViewProgress;
  /** Appends so many events at once; answers with the position of the last. */
  append(count: number): Promise<number>;
  /** The position up to which the views can be read. */
  readable(): Promise<number>;
  close(): Promise<void>;
}

/** `patience`: the milliseconds after which a house gives up waiting. */
type Build = (patience: number) => Promise<ProgressHouse>;

/** What everything that tells how far the views are owes those who wait or listen. */
export const viewProgressConformance = (build: Build) =>
  describe('the progress of the views', () => {
    let house: ProgressHouse;
    let progress: ViewProgress;
    beforeEach(async () => {
      house = await build(5000);
      ({ progress } = house);
    });
    afterEach(() => house.close());

    it('rises to the end of the log', async () => {
      expect(progress.position).toBe(0);
      expect(await progress.waitFor(await house.append(3))).toBe(true);
      expect(progress.position).toBe(3);
    });

    it('tells those who wait as soon as the views are there, in whatever order they asked', async () => {
      const told: number[] = [];
      const waiting = [3, 1, 2, 3, 1].map((position) =>
        progress.waitFor(position).then((there) => told.push(there ? position : -1)),
      );
      await house.append(2);
      await house.append(1);
      await Promise.all(waiting);
      expect(told).toEqual([1, 1, 2, 3, 3]);
      expect(await progress.waitFor(3)).toBe(true);
    });

    it('lets the views be read at the position that was waited for', async () => {
      const position = await house.append(2);
      await progress.waitFor(position);
      expect(await house.readable()).toBeGreaterThanOrEqual(position);
    });

    it('lets nobody wait for ever', async () => {
      const hasty = await build(30);
      const other = hasty.progress.waitFor(1);
      expect(await hasty.progress.waitFor(2)).toBe(false);
      expect(await other).toBe(false);
      await hasty.append(1);
      expect(await hasty.progress.waitFor(1)).toBe(true);
      await hasty.close();
    });

    it('calls back with each event once and in order, when the views have it', async () => {
      const seen: (readonly [position: number, progress: number])[] = [];
      progress.onApplied((batch) =>
        seen.push(...batch.map(({ position }) => [position, progress.position] as const)),
      );
      await house.append(2);
      await progress.waitFor(await house.append(3));
      expect(seen.map(([position]) => position)).toEqual([1, 2, 3, 4, 5]);
      expect(seen.every(([position, then]) => position <= then)).toBe(true);
    });

    it('calls back no more once it was told to stop', async () => {
      const seen: number[] = [];
      const stop = progress.onApplied((batch) =>
        seen.push(...batch.map(({ position }) => position)),
      );
      await progress.waitFor(await house.append(1));
      stop();
      await progress.waitFor(await house.append(1));
      expect(seen).toEqual([1]);
    });

    it('goes on for everybody else when a listener throws', async () => {
      const seen: number[] = [];
      progress.onApplied(() => {
        throw new Error('My own fault.');
      });
      progress.onApplied((batch) => seen.push(...batch.map(({ position }) => position)));
      await progress.waitFor(await house.append(1));
      expect(await progress.waitFor(await house.append(1))).toBe(true);
      expect(seen).toEqual([1, 2]);
    });
  });
