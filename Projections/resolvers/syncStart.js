import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The segment that holds the event after afterSeq.
export function request(ctx) {
  if (ctx.stash.segments) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: { pk: { eq: `c#${ctx.args.conversationId}` }, s: { le: ctx.args.afterSeq + 1 } },
    scanIndexForward: false,
    limit: 1,
    consistentRead: true,
    projection: ['s'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The log could not be read; ask again.', 'Busy');
  }
  ctx.stash.start = ctx.result.items[0].s;
  return null;
}
