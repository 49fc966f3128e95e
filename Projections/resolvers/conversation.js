import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.get({ key: { pk: `${ctx.stash.generation}|c#${ctx.args.conversationId}`, sk: 'head' } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The conversation could not be read; ask again.', 'Busy');
  }
  if (!ctx.result) {
    // access.js found the member: the conversation exists and its view is on its way.
    util.error('The conversation is being prepared; ask again.', 'Busy');
  }
  return conversation(ctx.result, ctx);
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
