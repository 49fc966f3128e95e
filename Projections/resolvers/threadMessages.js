import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The messages of a page of threads, or of one thread, by their place: the timeline's rows, so that an edit, a verdict and a deletion hold here, too.
export function request(ctx) {
  if (ctx.stash.messageSeqs.length === 0) {
    runtime.earlyReturn({ items: [], nextToken: ctx.stash.nextToken });
  }
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': {
        keys: ctx.stash.messageSeqs.map((seq) => ({ pk: `${ctx.stash.generation}|c#${ctx.args.conversationId}`, sk: `m#${`0000000000${seq}`.slice(-10)}` })),
        consistentRead: true,
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The messages could not be read; ask again.', 'Busy');
  }
  const found = ctx.result.data['__VIEWS_TABLE__'].map((row) => (row && isThereFor(row, ctx) ? message(row, ctx) : null));
  const { rows, nextToken } = ctx.stash;
  return rows
    ? { items: rows.map((row, i) => thread(row, found[i])), nextToken }
    : { root: found[0], items: found.slice(1).filter((reply) => reply), nextToken };
}

function thread(row, root) {
  return {
    messageSeq: row.root,
    root,
    replies: row.replies,
    lastSeq: row.lastSeq,
    lastAt: util.time.epochMilliSecondsToISO8601(row.lastAt),
    participants: row.participants,
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
