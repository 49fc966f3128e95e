import { extensions } from '@aws-appsync/utils';

// The filter is the server's: a subscriber gets what the sub of the token is told of, whatever was asked for.
export function request(ctx) {
  return { payload: null };
}

export function response(ctx) {
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: ctx.identity.sub }] }],
  });
  return null;
}
