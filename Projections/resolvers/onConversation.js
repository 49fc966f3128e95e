import { extensions } from '@aws-appsync/utils';

// The frame of the pipeline that checks arguments and membership; what is left is to say what arrives and what ends it.
export function request(ctx) {
  return {};
}

export function response(ctx) {
  const { conversationId } = ctx.args;
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'conversationId', operator: 'eq', value: conversationId }] }],
  });
  // publish.js invalidates for each user that a frame removes.
  extensions.setSubscriptionInvalidationFilter({
    filterGroup: [
      {
        filters: [
          { fieldName: 'conversationId', operator: 'eq', value: conversationId },
          { fieldName: 'userId', operator: 'eq', value: ctx.identity.sub },
        ],
      },
    ],
  });
  return null;
}
