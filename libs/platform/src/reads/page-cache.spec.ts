import { beforeEach, describe, expect, it } from '@jest/globals';
import { PageCache } from './page-cache.js';

describe('a page that was asked for before', () => {
  let views: { position: number };
  let pageCache: PageCache;
  let made: number;
  beforeEach(() => {
    views = { position: 7 };
    pageCache = new PageCache(views, 4);
    made = 0;
  });

  const ask = async (key = 'amal /v1/queues/network', meanwhile = () => {}) =>
    (
      await pageCache.get(key, async () => {
        made += 1;
        const body = `page ${made}`;
        meanwhile();
        return { body };
      })
    ).body;

  it('is made once while nothing happens', async () => {
    expect([await ask(), await ask()]).toEqual(['page 1', 'page 1']);
  });

  it('is made again for somebody else', async () => {
    expect([await ask(), await ask('ben /v1/queues/network')]).toEqual(['page 1', 'page 2']);
  });

  it('is made again as soon as anything has happened', async () => {
    await ask();
    views.position += 1;
    expect(await ask()).toBe('page 2');
  });

  it('is not kept when something happened while it was made', async () => {
    await ask(undefined, () => void (views.position += 1));
    expect(await ask()).toBe('page 2');
  });

  it('is forgotten on request, also one that is being made', async () => {
    await ask();
    pageCache.forget();
    expect(await ask(undefined, () => pageCache.forget())).toBe('page 2');
    expect(await ask()).toBe('page 3');
  });
});
