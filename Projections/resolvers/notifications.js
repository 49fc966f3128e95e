import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.generation}|u#${ctx.identity.sub}` }, sk: { beginsWith: 'n#' } },
    scanIndexForward: false,
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  return {
    items: ctx.result.items.map((row) => ({
      userId: row.userId,
      seq: row.seq,
      at: util.time.epochMilliSecondsToISO8601(row.at),
      kind: row.kind,
      conversationId: row.conversationId,
      messageSeq: row.messageSeq,
      count: row.count,
      fromId: row.fromId,
    })),
    nextToken: ctx.result.nextToken,
  };
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this list.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('Your notifications could not be read; ask again.', 'Busy');
}
