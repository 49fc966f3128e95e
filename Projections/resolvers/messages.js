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
    items: ctx.result.items.filter((row) => isThereFor(row, ctx)).map((row) => message(row, ctx)),
    seq: ctx.stash.viewSeq,
    nextToken: ctx.result.nextToken,
  };
}

// What members were never shown is there for its author alone.
function isThereFor(row, ctx) {
  return row.senderId === ctx.identity.sub || row.tv || row.text;
}

function message(row, ctx) {
  const own = row.senderId === ctx.identity.sub;
  // Only the author knows of a version that is newer than the one shown: it waits, or was refused.
  const pending = own && row.pending && row.pending.tv > (row.tv ?? 0) ? row.pending : null;
  const deleted = row.deleted ?? false;
  const common = {
    conversationId: row.conversationId,
    seq: row.seq,
    messageId: row.messageId,
    senderId: row.senderId,
    at: util.time.epochMilliSecondsToISO8601(row.at),
    replyTo: row.replyTo,
    deleted,
    mentions: row.mentions,
  };
  if (pending && !pending.refused) {
    return { ...common, text: pending.text, editedAt: time(pending.editedAt), versionSeq: pending.tv, status: 'Held' };
  }
  if (pending) {
    // The text, if any, is what everybody goes on seeing.
    return { ...common, text: row.text, editedAt: time(row.editedAt), versionSeq: pending.tv, status: 'Removed', reason: pending.refused };
  }
  return {
    ...common,
    text: deleted ? null : row.text,
    editedAt: time(row.editedAt),
    versionSeq: row.tv ?? row.seq,
    status: row.removedFor ? 'Removed' : null,
    reason: own ? row.removedFor : null,
  };
}

function time(milliseconds) {
  return milliseconds ? util.time.epochMilliSecondsToISO8601(milliseconds) : null;
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this conversation.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The messages could not be read; ask again.', 'Busy');
}
