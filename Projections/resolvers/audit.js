import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Newest first: the moment, 13 digits of milliseconds, is what a row's key begins with. The log's head sorts behind all of them.
export function request(ctx) {
  const { from, to } = ctx.stash;
  return ddb.query({
    query: {
      pk: { eq: `${ctx.stash.audit}|${place(ctx.args)}` },
      // '$' is the character after the '#' that follows the moment.
      sk: { between: [digits(from ?? 0), `${to ? digits(to) : '9999999999999'}$`] },
    },
    scanIndexForward: false,
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  ctx.stash.entries = ctx.result.items.map((row) => ({
    log: row.log,
    seq: row.seq,
    at: util.time.epochMilliSecondsToISO8601(row.at),
    action: row.action,
    actorId: row.actorId,
    conversationId: row.conversationId,
    userId: row.userId,
    messageSeq: row.messageSeq,
    versionSeq: row.versionSeq,
    facts: row.facts ?? {},
  }));
  ctx.stash.nextToken = ctx.result.nextToken;
  return null;
}

function place({ userId, conversationId }) {
  if (userId) {
    return `by#${userId}`;
  }
  return conversationId ? `c#${conversationId}` : 's#moderation';
}

function digits(milliseconds) {
  return `0000000000000${milliseconds}`.slice(-13);
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this list.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The trail could not be read; ask again.', 'Busy');
}
