import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.inbox}|u#${ctx.identity.sub}` }, sk: { beginsWith: 'c#' } },
    // A row that says "gone" stays a while, so that a late event can not bring the membership back.
    filter: { gone: { attributeExists: false } },
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  ctx.stash.memberships = ctx.result.items;
  ctx.stash.conversationIds = ctx.result.items.map((row) => row.conversationId);
  ctx.stash.entries = [];
  ctx.stash.nextToken = ctx.result.nextToken;
  return null;
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this list.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('Your conversations could not be read; ask again.', 'Busy');
}
