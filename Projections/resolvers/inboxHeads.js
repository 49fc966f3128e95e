import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The conversations of the memberships that inboxMembers.js has just confirmed.
export function request(ctx) {
  if (ctx.stash.batch.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': {
        keys: ctx.stash.batch.map((entry) => ({ pk: `${ctx.stash.generation}|c#${entry.row.conversationId}`, sk: 'head' })),
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The conversations could not be read; ask again.', 'Busy');
  }
  const heads = ctx.result.data['__VIEWS_TABLE__'];
  // A head that is not projected yet is missing from this page and there a moment later.
  const found = ctx.stash.batch.map((entry, i) => ({ row: entry.row, member: entry.member, head: heads[i] })).filter((entry) => entry.head);
  ctx.stash.entries = ctx.stash.entries.concat(found);
  return null;
}
