/** How many items are worked on at the same time, so that their appends share commits. */
const AT_ONCE = 64;

/**
 * Calls a function with each item, many at a time. After an abort, started items are finished, and
 * no others are started. When it throws the first failure, nothing is running any more.
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
