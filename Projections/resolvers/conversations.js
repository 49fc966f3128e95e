import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  if (ctx.stash.conversationIds.length === 0) {
    runtime.earlyReturn({ items: [], nextToken: ctx.stash.nextToken });
  }
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': {
        keys: ctx.stash.conversationIds.map((id) => ({ pk: `${ctx.stash.generation}|c#${id}`, sk: 'head' })),
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The conversations could not be read; ask again.', 'Busy');
  }
  // A head that is not projected yet is missing from this page and there a moment later.
  const heads = ctx.result.data['__VIEWS_TABLE__'].filter((head) => head);
  return { items: heads.map((head) => conversation(head, ctx)), nextToken: ctx.stash.nextToken };
}

function conversation(head, ctx) {
  return {
    conversationId: head.conversationId,
    kind: head.kind,
    title: head.title,
    createdAt: util.time.epochMilliSecondsToISO8601(head.createdAt),
    memberCount: head.memberCount,
    memberNames: head.memberNames,
    seq: head.seq,
    lastMessage: head.last ? lastMessage(head, ctx) : null,
  };
}

function lastMessage(head, ctx) {
  return {
    conversationId: head.conversationId,
    seq: head.last.seq,
    messageId: head.last.messageId,
    senderId: head.last.senderId,
    at: util.time.epochMilliSecondsToISO8601(head.last.at),
    text: head.last.text,
    deleted: head.last.deleted ?? false,
    versionSeq: head.last.tv ?? head.last.seq,
    status: head.last.removedFor ? 'Removed' : null,
    reason: head.last.senderId === ctx.identity.sub ? head.last.removedFor : null,
  };
}
