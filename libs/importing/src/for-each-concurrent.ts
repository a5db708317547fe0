/** How many things are asked at the same time, so that their appends share commits. */
const AT_ONCE = 64;

/**
 * Does something with each item, many at a time. Aborted: what was begun is finished, and nothing
 * else is begun. When the first failure is thrown, nothing is at work any more.
 */
export const forEachConcurrent = async <Item>(
  items: Iterator<Item> | AsyncIterator<Item>,
  act: (item: Item) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const failing = new AbortController();
  const work = async () => {
    for (let next = await items.next(); !next.done; next = await items.next()) {
      await act(next.value);
      if (signal.aborted || failing.signal.aborted) return;
    }
  };
  const all = Array.from({ length: AT_ONCE }, () =>
    work().catch((error: unknown) => {
      failing.abort();
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  await items.return?.();
  if (failed?.status === 'rejected') throw failed.reason;
};
