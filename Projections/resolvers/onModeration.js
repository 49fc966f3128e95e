import { extensions } from '@aws-appsync/utils';

// The frame of the pipeline that checks who may moderate; what is left is to say what arrives and what ends it.
export function request(ctx) {
  return {};
}

export function response(ctx) {
  const { conversationId } = ctx.args;
  extensions.setSubscriptionFilter({
    // Of all conversations: every frame has a seq.
    filterGroup: [
      {
        filters: [
          conversationId
            ? { fieldName: 'conversationId', operator: 'eq', value: conversationId }
            : { fieldName: 'seq', operator: 'gt', value: 0 },
        ],
      },
    ],
  });
  if (conversationId) {
    // publish.js invalidates for each user that a frame removes: an owner who leaves moderates no more.
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
  }
  return null;
}
