import { util } from '@aws-appsync/utils';

// Arguments are refused before anything is read, and the text becomes words as Projections/Search/Words.cs makes them. Bounds as in Contracts/Limits.cs.
const SEARCH_CHARACTERS = 100;
const SEARCH_WORDS = 5;
const SEARCH_ROWS = 25;
const DEFAULT_SEARCH_ROWS = 20;
const WORD_CHARACTERS = 32;

// Letters that are found without their marks, and what is written for them.
const MARKED = 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũūŭůűųŵŷźżžǎǐǒǔǖǘǚǜḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙẛạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹάέήίόύώϊϋΐΰёøđłıħŧςİ';
const PLAIN = 'aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooorrrssssttuuuuuuwyzzzaiouuuuuabbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyſaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyyαεηιουωιυιυеodlihtσi';

export function request(ctx) {
  const { conversationId, text, limit, nextToken } = ctx.args;
  if (!util.matches('^[A-Za-z0-9_-]{8,64}$', conversationId)) {
    refuse('conversationId is 8 to 64 characters of A-Z a-z 0-9 _ -.', 'conversationId', 64, 'characters');
  }
  if (typeof limit === 'number' && (limit < 1 || limit > SEARCH_ROWS)) {
    refuse(`limit is 1 to ${SEARCH_ROWS}.`, 'limit', SEARCH_ROWS, 'rows');
  }
  if (typeof nextToken === 'string' && !util.matches('^[0-9]{10}$', nextToken)) {
    refuse('nextToken is what an earlier page gave, or absent.', 'nextToken');
  }
  if (text.length < 1 || text.length > SEARCH_CHARACTERS) {
    refuse(`text is 1 to ${SEARCH_CHARACTERS} characters.`, 'text', SEARCH_CHARACTERS, 'characters');
  }
  const found = wordsOf(text);
  if (found.words.length + found.beginnings.length < 1 || found.words.length + found.beginnings.length > SEARCH_WORDS) {
    refuse(`text holds 1 to ${SEARCH_WORDS} words.`, 'text', SEARCH_WORDS, 'words');
  }
  ctx.stash.words = found.words;
  ctx.stash.beginnings = found.beginnings;
  // What stands in quotes is every other piece.
  ctx.stash.phrases = text.toLowerCase().split('"').filter((piece, i) => i % 2 === 1 && piece.trim().length > 0);
  ctx.stash.limit = limit ?? DEFAULT_SEARCH_ROWS;
  return { payload: null };
}

export function response(ctx) {
  return ctx.result;
}

function wordsOf(text) {
  const found = { words: [], beginnings: [], word: '', run: '' };
  for (const c of text.split('')) {
    if (c === '*') {
      end(found, true);
    } else if (parts(c)) {
      end(found, false);
    } else if (runsOn(c)) {
      if (found.word.length > 0) {
        end(found, false);
      }
      found.run += c;
    } else {
      if (found.run.length > 0) {
        end(found, false);
      }
      found.word += fold(c);
    }
  }
  end(found, false);
  return found;
}

function end(found, beginning) {
  if (found.word.length > 0) {
    add(beginning ? found.beginnings : found.words, found.word.slice(0, WORD_CHARACTERS));
  }
  const run = found.run;
  if (run.length === 1) {
    add(found.beginnings, run);
  }
  run.split('').forEach((c, i) => {
    if (i > 0) {
      add(found.words, run.slice(i - 1, i + 1));
    }
  });
  found.word = '';
  found.run = '';
}

function add(words, word) {
  if (!words.includes(word)) {
    words.push(word);
  }
}

function fold(c) {
  const marked = MARKED.indexOf(c);
  if (marked >= 0) {
    return PLAIN.slice(marked, marked + 1);
  }
  const lower = c.toLowerCase();
  if (lower === 'ß') {
    return 'ss';
  }
  if (lower === 'æ') {
    return 'ae';
  }
  if (lower === 'œ') {
    return 'oe';
  }
  if (lower === 'þ') {
    return 'th';
  }
  if (lower >= '\u0300' && lower <= '\u036f') {
    return '';
  }
  const known = MARKED.indexOf(lower);
  return known >= 0 ? PLAIN.slice(known, known + 1) : lower;
}

function parts(c) {
  return (
    c < '0' || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < '\u00c0') || c === '\u00d7' || c === '\u00f7' ||
    (c >= '\u2000' && c <= '\u2bff') || (c >= '\u2e00' && c <= '\u2e7f') || (c >= '\u3000' && c <= '\u303f') || (c >= '\ud800' && c <= '\uf8ff') ||
    (c >= '\ufe00' && c <= '\ufe6f') || (c >= '\uff00' && c <= '\uff0f') || (c >= '\uff1a' && c <= '\uff20') || (c >= '\uff3b' && c <= '\uff40') ||
    (c >= '\uff5b' && c <= '\uff65') || c >= '\ufff0'
  );
}

function runsOn(c) {
  return (c >= '\u3040' && c <= '\u30ff') || (c >= '\u3400' && c <= '\u4dbf') || (c >= '\u4e00' && c <= '\u9fff');
}

function refuse(message, field, limit, unit) {
  util.error(message, 'InvalidArgument', null, { field, limit, unit });
}
