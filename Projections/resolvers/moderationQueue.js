import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// DynamoDB's bound of a batch.
const BATCH_KEYS = 100;

// Whose messages they are, and where: the moderation log does not repeat it, so the timeline's rows are asked, and the heads, which know a small
// conversation's names. On a very long page the last conversations stay without.
export function request(ctx) {
  const keys = {};
  for (const review of ctx.stash.reviews) {
    keys[messageKey(review)] = {
      pk: `${ctx.stash.conversation}|c#${review.conversationId}`,
      sk: `m#${`0000000000${review.messageSeq}`.slice(-10)}`,
    };
  }
  if (ctx.stash.reviews.length === 0) {
    runtime.earlyReturn({ items: [], nextToken: ctx.stash.nextToken });
  }
  for (const review of ctx.stash.reviews) {
    if (Object.keys(keys).length < BATCH_KEYS) {
      keys[review.conversationId] = { pk: `${ctx.stash.conversation}|c#${review.conversationId}`, sk: 'head' };
    }
  }
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': { keys: Object.values(keys), projection: ['conversationId', 'seq', 'senderId', 'kind', 'title', 'memberNames'] },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The reviews could not be read; ask again.', 'Busy');
  }
  const authors = {};
  const heads = {};
  for (const row of ctx.result.data['__VIEWS_TABLE__'].filter((found) => found)) {
    if (row.kind) {
      heads[row.conversationId] = row;
    } else {
      authors[messageKey({ conversationId: row.conversationId, messageSeq: row.seq })] = row.senderId;
    }
  }
  return { items: ctx.stash.reviews.map((row) => review(row, authors, heads[row.conversationId])), nextToken: ctx.stash.nextToken };
}

function review(row, authors, head) {
  const authorId = authors[messageKey(row)];
  const [member] = (head?.memberNames ?? []).filter((name) => name.userId === authorId);
  return {
    conversationId: row.conversationId,
    messageSeq: row.messageSeq,
    versionSeq: row.versionSeq,
    // A conversation whose own view stands still (its log is parked) must not hide what waits for a person.
    authorId: authorId ?? 'unknown',
    authorName: member?.name,
    conversationTitle: head?.title,
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
