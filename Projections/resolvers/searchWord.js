import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The messages that hold the longest word, which few others do: rows of 256 seqs each, the newest first.
const ROWS = 10;
// Beginnings alone: rows of several words, by the words' order and not by time.
const BEGINNING_ROWS = 40;

export function request(ctx) {
  const { words, beginnings, index } = ctx.stash;
  const pk = { eq: `${index}|c#${ctx.args.conversationId}` };
  if (words.length === 0) {
    ctx.stash.beginning = longest(beginnings);
    return ddb.query({ query: { pk, sk: { beginsWith: `w#${ctx.stash.beginning}` } }, scanIndexForward: false, limit: BEGINNING_ROWS });
  }
  ctx.stash.word = longest(words);
  const end = ctx.args.nextToken ? digits(Math.floor((parseInt(ctx.args.nextToken, 10) - 1) / 256), 8) : '99999999';
  return ddb.query({
    query: { pk, sk: { between: [`w#${ctx.stash.word}#`, `w#${ctx.stash.word}#${end}`] } },
    scanIndexForward: false,
    limit: ROWS,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The index could not be read; ask again.', 'Busy');
  }
  const rows = ctx.result.items;
  const begins = rows.map((row) => parseInt(row.sk.split('#')[2], 10) * 256);
  const seqs = rows.flatMap((row, i) => (row.hits ?? []).map((offset) => digits(begins[i] + offset, 10)));
  const before = ctx.args.nextToken ?? '9999999999';
  // Ten digits each, so that the order of texts is that of seqs. Several words with one beginning may be in one message.
  ctx.stash.seqs = seqs.filter((seq, i) => seq < before && seqs.indexOf(seq) === i).sort().reverse();
  ctx.stash.oldest = ctx.stash.word && rows.length === ROWS ? digits(begins[ROWS - 1], 10) : null;
  return null;
}

function longest(words) {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}

function digits(number, length) {
  return `0000000000${number}`.slice(-length);
}
