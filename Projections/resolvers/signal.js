import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// As in Contracts/Limits.cs.
const SIGNAL_MEMBERS = 100;
// A subscriber gets of a frame what the mutation selects, and nothing else.
const WHOLE_FRAME = ['conversationId', 'fromSeq', 'seq', 'audience', 'events', 'signal', 'signal/userId', 'signal/kind', 'signal/at'];

// Typing and presence: published to who may hear the conversation, and not stored. access.js has said that the sender is a member.
export function request(ctx) {
  const missing = WHOLE_FRAME.filter((field) => ctx.info.selectionSetList.indexOf(field) < 0);
  if (missing.length > 0) {
    util.error(`Select the whole frame: ${missing.join(', ')} is missing.`, 'InvalidArgument');
  }
  return ddb.get({ key: { pk: `${ctx.stash.generation}|c#${ctx.args.conversationId}`, sk: 'head' }, projection: ['seq', 'memberCount', 'memberNames'] });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The conversation could not be read; ask again.', 'Busy');
  }
  if (!ctx.result) {
    // access.js found the member: the conversation exists and its view is on its way.
    util.error('The conversation is being prepared; ask again.', 'Busy');
  }
  const { seq, memberCount, memberNames } = ctx.result;
  if (memberCount > SIGNAL_MEMBERS) {
    util.error(`Typing and presence are announced in conversations of at most ${SIGNAL_MEMBERS} members.`, 'TooManyMembers', null, {
      field: 'conversationId',
      limit: SIGNAL_MEMBERS,
      unit: 'members',
    });
  }
  return {
    conversationId: ctx.args.conversationId,
    // No event: what comes next is what would have come next anyway.
    fromSeq: seq + 1,
    seq,
    events: [],
    audience: memberNames ? memberNames.map((name) => name.userId) : null,
    signal: { userId: ctx.identity.sub, kind: kind(ctx), at: util.time.nowISO8601() },
  };
}

function kind(ctx) {
  if (ctx.info.fieldName === 'setTyping') {
    return ctx.args.typing ? 'Typing' : 'StoppedTyping';
  }
  return ctx.args.present ? 'Present' : 'Away';
}
