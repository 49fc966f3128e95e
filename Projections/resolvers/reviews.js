import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The earliest deadline first: it is in the key.
export function request(ctx) {
  const { conversationId, nextToken } = ctx.args;
  return ddb.query({
    query: conversationId
      ? { pk: { eq: `${ctx.stash.moderation}|c#${conversationId}` }, sk: { beginsWith: 'r#' } }
      : { pk: { eq: `${ctx.stash.moderation}|queue` } },
    // A row that says "gone" stays a while, so that a late event can not bring the review back.
    filter: { gone: { attributeExists: false } },
    limit: ctx.stash.limit,
    nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  ctx.stash.reviews = ctx.result.items;
  ctx.stash.nextToken = ctx.result.nextToken;
  return null;
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this list.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The reviews could not be read; ask again.', 'Busy');
}
