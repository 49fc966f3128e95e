import { extensions, util } from '@aws-appsync/utils';

// AppSync invalidates five times a request at most; each user is cut off from two subscriptions.
const REMOVED_USERS = 2;

export function request(ctx) {
  if ((ctx.args.input.removed ?? []).length > REMOVED_USERS) {
    util.error(`A frame removes at most ${REMOVED_USERS} users.`, 'InvalidArgument', null, {
      field: 'removed',
      limit: REMOVED_USERS,
      unit: 'users',
    });
  }
  return { payload: ctx.args.input };
}

export function response(ctx) {
  const { conversationId, fromSeq, seq, events, audience, removed } = ctx.result;
  for (const userId of removed ?? []) {
    extensions.invalidateSubscriptions({ subscriptionField: 'onConversation', payload: { conversationId, userId } });
    extensions.invalidateSubscriptions({ subscriptionField: 'onModeration', payload: { conversationId, userId } });
  }
  return { conversationId, fromSeq, seq, events, audience };
}
