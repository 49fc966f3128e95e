import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  if (ctx.stash.segments) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: { pk: { eq: ctx.stash.log }, s: { ge: ctx.stash.start } },
    // Each segment holds one event of the page or more.
    limit: ctx.stash.limit,
    consistentRead: true,
    projection: ['s', 'n', 'e'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The log could not be read; ask again.', 'Busy');
  }
  ctx.stash.segments = ctx.result.items;
  ctx.stash.moreSegments = ctx.result.nextToken ? true : false;
  return null;
}
