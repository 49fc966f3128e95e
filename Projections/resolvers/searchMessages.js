import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The messages themselves, so that what is found is what members see now. The index may be seconds late, never the text.
export function request(ctx) {
  const { seqs, limit, oldest } = ctx.stash;
  if (seqs.length === 0) {
    runtime.earlyReturn({ items: [], nextToken: oldest });
  }
  const page = seqs.slice(0, limit);
  ctx.stash.nextToken = seqs.length > limit ? page[limit - 1] : oldest;
  // Which words begin so is in the message's index row.
  const indexed = beginnings(ctx).length === 0 ? [] : page.map((seq) => ({ pk: `${ctx.stash.index}|c#${ctx.args.conversationId}`, sk: `x#${seq}` }));
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': { keys: [...page.map((seq) => ({ pk: `${ctx.stash.generation}|c#${ctx.args.conversationId}`, sk: `m#${seq}` })), ...indexed] },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The messages could not be read; ask again.', 'Busy');
  }
  const rows = ctx.result.data['__VIEWS_TABLE__'];
  const count = ctx.stash.seqs.slice(0, ctx.stash.limit).length;
  const items = rows.slice(0, count).filter((row, i) => row && row.text && !row.deleted && begins(rows[count + i], ctx) && inOrder(row, ctx));
  return { items: items.map((row) => message(row, ctx)), nextToken: ctx.stash.nextToken };
}

// Those that the rows of words were not chosen by.
function beginnings(ctx) {
  return ctx.stash.beginnings.filter((beginning) => beginning !== ctx.stash.beginning);
}

function begins(indexed, ctx) {
  return beginnings(ctx).every((beginning) => (indexed?.words ?? []).some((word) => word.startsWith(beginning)));
}

function inOrder(row, ctx) {
  const text = row.text.toLowerCase();
  return ctx.stash.phrases.every((phrase) => text.includes(phrase));
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
