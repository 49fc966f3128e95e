import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.generation}|c#${ctx.args.conversationId}` }, sk: { beginsWith: 'm#' } },
    scanIndexForward: false,
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
    // A replica older than the one that gave viewSeq could miss a message that no later frame repeats.
    consistentRead: true,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  return {
    items: ctx.result.items.map((row) => message(row)),
    seq: ctx.stash.viewSeq,
    nextToken: ctx.result.nextToken,
  };
}

function message(row) {
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    messageId: row.messageId,
    senderId: row.senderId,
    at: util.time.epochMilliSecondsToISO8601(row.at),
    text: row.deleted ? null : row.text,
    replyTo: row.replyTo,
    editedAt: row.editedAt ? util.time.epochMilliSecondsToISO8601(row.editedAt) : null,
    deleted: row.deleted ?? false,
  };
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this conversation.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The messages could not be read; ask again.', 'Busy');
}
