import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The day that goes on is the head of each of the three logs. Read before the rows: a day that ends in between is then in both, never in neither.
export function request(ctx) {
  const { conversationId } = ctx.args;
  const keys = ['c', 'a', 'm'].map((kind) => ({ pk: `${ctx.stash.days}|${kind}#${conversationId}`, sk: 'head' }));
  return ddb.batchGet({ tables: { '__VIEWS_TABLE__': { keys } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The figures could not be read; ask again.', 'Busy');
  }
  const { from, to } = ctx.args;
  ctx.stash.heads = ctx.result.data['__VIEWS_TABLE__'].filter((head) => head && head.date && head.date >= from && head.date <= to);
  return null;
}
