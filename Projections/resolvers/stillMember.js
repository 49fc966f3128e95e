import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The list of memberships is a view and may lag, or stand still while its log is parked: the member items decide.
export function request(ctx) {
  if (ctx.stash.conversationIds.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.batchGet({
    tables: {
      '__STATE_TABLE__': {
        keys: ctx.stash.conversationIds.map((id) => ({ pk: `c#${id}`, sk: `m#${ctx.identity.sub}` })),
        projection: ['pk'],
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your memberships could not be read; ask again.', 'Busy');
  }
  const members = ctx.result.data['__STATE_TABLE__'];
  ctx.stash.conversationIds = ctx.stash.conversationIds.filter((id, i) => members[i]);
  return null;
}
