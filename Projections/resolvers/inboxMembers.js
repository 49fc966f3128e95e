import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// DynamoDB's bound of a batch. Three times in the pipeline, each for the next so many of the page.
const BATCH_KEYS = 100;

// As in stillMember.js the member items decide; they also say up to where you have read.
export function request(ctx) {
  ctx.stash.batch = ctx.stash.memberships.slice(0, BATCH_KEYS);
  ctx.stash.memberships = ctx.stash.memberships.slice(BATCH_KEYS);
  if (ctx.stash.batch.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.batchGet({
    tables: {
      '__STATE_TABLE__': {
        keys: ctx.stash.batch.map((row) => ({ pk: `c#${row.conversationId}`, sk: `m#${ctx.identity.sub}` })),
        // What you have just marked as read holds.
        consistentRead: true,
        projection: ['pk', 'r'],
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your memberships could not be read; ask again.', 'Busy');
  }
  const members = ctx.result.data['__STATE_TABLE__'];
  ctx.stash.batch = ctx.stash.batch.map((row, i) => ({ row, member: members[i] })).filter((entry) => entry.member);
  return null;
}
