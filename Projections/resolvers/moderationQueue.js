import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Whose messages they are: the moderation log does not repeat it, so the timeline's rows are asked.
export function request(ctx) {
  const keys = {};
  for (const review of ctx.stash.reviews) {
    keys[messageKey(review)] = {
      pk: `${ctx.stash.generation}|c#${review.conversationId}`,
      sk: `m#${`0000000000${review.messageSeq}`.slice(-10)}`,
    };
  }
  if (ctx.stash.reviews.length === 0) {
    runtime.earlyReturn({ items: [], nextToken: ctx.stash.nextToken });
  }
  return ddb.batchGet({
    tables: { '__VIEWS_TABLE__': { keys: Object.values(keys), projection: ['conversationId', 'seq', 'senderId'] } },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The reviews could not be read; ask again.', 'Busy');
  }
  const authors = {};
  for (const row of ctx.result.data['__VIEWS_TABLE__'].filter((found) => found)) {
    authors[`${row.conversationId}#${row.seq}`] = row.senderId;
  }
  return { items: ctx.stash.reviews.map((row) => review(row, authors)), nextToken: ctx.stash.nextToken };
}

function review(row, authors) {
  return {
    conversationId: row.conversationId,
    messageSeq: row.messageSeq,
    versionSeq: row.versionSeq,
    // A conversation whose own view stands still (its log is parked) must not hide what waits for a person.
    authorId: authors[messageKey(row)] ?? 'unknown',
    round: row.round,
    cause: row.cause,
    reason: row.reason,
    openedAt: util.time.epochMilliSecondsToISO8601(row.openedAt),
    deadline: util.time.epochMilliSecondsToISO8601(row.deadline),
    needed: row.needed,
    reviewedBy: row.reviewedBy ?? [],
    scores: row.scores ? JSON.parse(row.scores) : null,
  };
}

function messageKey(row) {
  return `${row.conversationId}#${row.messageSeq}`;
}
