import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The segment that holds the event after afterSeq.
export function request(ctx) {
  if (ctx.stash.segments) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: { pk: { eq: ctx.stash.log }, s: { le: ctx.args.afterSeq + 1 } },
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
  // A moderation log may be empty yet.
  ctx.stash.start = ctx.result.items.length > 0 ? ctx.result.items[0].s : 1;
  return null;
}
