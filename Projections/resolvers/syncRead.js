import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  if (ctx.stash.segments) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: { pk: { eq: `c#${ctx.args.conversationId}` }, s: { ge: ctx.stash.start } },
    // A segment holds one event or more, and the first may end before afterSeq + 1 does.
    limit: ctx.stash.limit + 1,
    consistentRead: true,
    projection: ['s', 'n', 'e'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The log could not be read; ask again.', 'Busy');
  }
  ctx.stash.segments = ctx.result.items;
  return null;
}
