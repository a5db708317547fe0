import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { holdsAll, phrasesOf, searchable } from './search-text.js';

const finds = (text: string, search: string) => holdsAll(searchable(text), phrasesOf(search));

describe('searching in any script', () => {
  it.each([
    ['Arabic hamza', 'أحمد', 'احمد'],
    ['Arabic hamza below', 'إبراهيم', 'ابراهيم'],
    ['Arabic madda', 'آمال', 'امال'],
    ['Arabic wasla', 'ٱلكتاب', 'الكتاب'],
    ['Arabic ta marbuta', 'فاطمة', 'فاطمه'],
    ['Arabic alif maqsura', 'مصطفى', 'مصطفي'],
    ['Arabic hamza on waw', 'مؤسسة', 'موسسه'],
    ['Arabic hamza on ya', 'رئيس', 'رييس'],
    ['Arabic vowel points', 'مُحَمَّد', 'محمد'],
    ['Arabic tatweel', 'محـــمد', 'محمد'],
    ['Arabic dagger alif', 'هٰذا', 'هذا'],
    ['Arabic presentation forms', 'ﻣﺤﻤﺪ', 'محمد'],
    ['Arabic digits', 'الطابق ١٠', 'الطابق 10'],
    ['an Arabic word with the article', 'عطل في البريد', 'بريد'],
    ['an Arabic word without it', 'بريد إلكتروني', 'البريد'],
    ['Arabic, and the beginning of a word', 'عطل في البريد', 'البر'],
    ['Arabic, with a particle before the article', 'وبحثت بالبريد', 'البريد'],
    ['an Arabic word that only looks so', 'التزام الوالدة', 'الالتزام والده'],
    ['an Arabic word of the article and a letter', 'الم شديد', 'ألم'],
    ['Persian digits', 'طبقه ۴۵۶', '456'],
    ['Persian letters', 'کیان', 'كيان'],
    ['Persian joined by a non-joiner', 'می‌خواهم', 'میخواهم'],
    ['Urdu heh', 'کہاں', 'كهاں'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Cyrillic', 'Ёлка и ПРИНТЕР', 'елка принтер'],
    ['Greek final sigma', 'ΟΔΟΣ', 'οδος'],
    ['Greek accents', 'Ελλάδα', 'ελλαδα'],
    ['German umlaut', 'Müller', 'muller'],
    ['German sharp s', 'Große Straße', 'GROSSE strasse'],
    ['German capital sharp s', 'STRAẞE', 'straße'],
    ['French accents', 'Réseau coupé à l’étage', 'reseau coupe etage'],
    ['French ligature', 'cœur', 'coeur'],
    ['typographic ligature', 'oﬃce', 'office'],
    ['Turkish dots', 'İSTANBUL ışık', 'istanbul isik'],
    ['Polish', 'Łódź', 'lodz'],
    ['Vietnamese', 'Điện thoại', 'dien thoai'],
    ['full width', 'ＶＰＮ１２', 'vpn12'],
    ['Hindi keeps its vowels', 'हिन्दी भाषा', 'हिन्दी'],
    ['Chinese, a part', '东京打印机坏了', '打印机'],
    ['Japanese, a part', '会議室のプリンターが動かない', 'プリンター'],
    ['Japanese half width', 'ﾌﾟﾘﾝﾀｰ', 'プリンター'],
    ['Korean, a part', '프린터가고장났어요', '고장'],
    ['Thai, a part', 'เครื่องพิมพ์เสีย', 'พิมพ์'],
    ['mixed', 'VPN接続エラー809', '接続 vpn'],
  ])('finds %s', (_, text, search) => expect(finds(text, search)).toBe(true));

  it.each([
    ['another name', 'أحمد', 'حمدان'],
    ['characters in another order', '东京', '京东'],
    ['characters apart', '东西京', '东京'],
    ['kana with another sound', 'か', 'が'],
    ['the middle of a word', 'printer', 'rinter'],
    ['the start of a word that is not the last one', 'printer jam', 'print jam'],
    ['another Arabic word with the article', 'البريد', 'الباب'],
    ['a missing word', 'printer', 'printer jam'],
    ['other digits', '١٠', '30'],
    ['other vowels in Hindi', 'हिन्दी', 'हन्दा'],
  ])('does not find %s', (_, text, search) => expect(finds(text, search)).toBe(false));

  it('takes the last word as the start of one', () => {
    expect(finds('The printer is jammed', 'printer jam')).toBe(true);
  });

  it.each(['', '   ', '"', '*', '-- ; OR', '()', '…', '\0'])(
    'takes %j for no words at all, which everything holds',
    (search) => {
      expect(finds('anything or nothing', search)).toBe(true);
    },
  );

  it('folds what was folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(searchable(searchable(text))).toBe(searchable(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds every text by itself, in any case and form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'])
          expect(finds(text, text.normalize(form))).toBe(true);
        expect(finds(text, searchable(text))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
