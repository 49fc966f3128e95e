import { util } from '@aws-appsync/utils';

// All that is kept of the caller, who is whoever the token says.
export function request(ctx) {
  return { operation: 'Invoke', payload: { userId: ctx.identity.sub, nextToken: ctx.args.nextToken } };
}

export function response(ctx) {
  if (ctx.error) {
    util.error('Your data could not be read; ask again.', 'Busy');
  }
  const { items, nextToken } = ctx.result;
  if (!items) {
    util.error('nextToken is what an earlier page gave, or absent.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  return { items, nextToken };
}
