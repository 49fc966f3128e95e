import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Replies of a page, at most: with the thread's first message they are one batch of 100.
const REPLIES = 99;

// The thread's replies, the oldest first: where they are in the timeline, and no more.
export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.threads}|c#${ctx.args.conversationId}` }, sk: { beginsWith: `r#${`0000000000${ctx.args.messageSeq}`.slice(-10)}#` } },
    limit: Math.min(ctx.stash.limit, REPLIES),
    nextToken: ctx.args.nextToken,
    // A reply that a frame has announced is not to be missing.
    consistentRead: true,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  ctx.stash.nextToken = ctx.result.nextToken;
  ctx.stash.messageSeqs = [ctx.args.messageSeq].concat(ctx.result.items.map((row) => row.seq));
  return null;
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this thread.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The thread could not be read; ask again.', 'Busy');
}
