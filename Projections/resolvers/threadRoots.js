import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The conversation's threads, that of the newest first message first: a thread's row stays where it is however it grows.
export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.threads}|c#${ctx.args.conversationId}` }, sk: { beginsWith: 't#' } },
    scanIndexForward: false,
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  ctx.stash.rows = ctx.result.items;
  ctx.stash.nextToken = ctx.result.nextToken;
  ctx.stash.messageSeqs = ctx.result.items.map((row) => row.root);
  return null;
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this conversation.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The threads could not be read; ask again.', 'Busy');
}
