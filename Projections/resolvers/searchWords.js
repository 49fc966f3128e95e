import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which of them hold the other words as well: the rows of the same seqs, by their keys.
export function request(ctx) {
  const others = ctx.stash.words.filter((word) => word !== ctx.stash.word);
  if (others.length === 0 || ctx.stash.seqs.length === 0) {
    runtime.earlyReturn(null);
  }
  const rows = ctx.stash.seqs.map((seq) => digits(Math.floor(parseInt(seq, 10) / 256), 8));
  const distinct = rows.filter((row, i) => i === 0 || row !== rows[i - 1]);
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': {
        keys: others.flatMap((word) => distinct.map((row) => ({ pk: `${ctx.stash.index}|c#${ctx.args.conversationId}`, sk: `w#${word}#${row}` }))),
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The index could not be read; ask again.', 'Busy');
  }
  const held = {};
  ctx.result.data['__VIEWS_TABLE__'].filter((row) => row).forEach((row) => {
    const begin = parseInt(row.sk.split('#')[2], 10) * 256;
    (row.hits ?? []).forEach((offset) => {
      const seq = digits(begin + offset, 10);
      held[seq] = (held[seq] ?? 0) + 1;
    });
  });
  ctx.stash.seqs = ctx.stash.seqs.filter((seq) => held[seq] === ctx.stash.words.length - 1);
  return null;
}

function digits(number, length) {
  return `0000000000${number}`.slice(-length);
}
