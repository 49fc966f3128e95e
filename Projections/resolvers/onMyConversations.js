import { extensions } from '@aws-appsync/utils';

// The filter is the server's: a subscriber gets the frames whose audience holds the sub of the token, whatever was asked for.
export function request(ctx) {
  return { payload: null };
}

export function response(ctx) {
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'audience', operator: 'contains', value: ctx.identity.sub }] }],
  });
  return null;
}
