import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  if ((ctx.identity.groups ?? []).indexOf('operators') < 0) {
    util.error('Only operators may do this.', 'NotAllowed');
  }
  return ddb.query({ query: { pk: { eq: 'holds' } }, limit: ctx.stash.limit, nextToken: ctx.args.nextToken, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The holds could not be read; ask again.', 'Busy');
  }
  return {
    items: ctx.result.items.map((row) => {
      const hold = JSON.parse(row.d);
      return { userId: hold.user, reason: hold.reason, placedBy: hold.by, placedAt: hold.at };
    }),
    nextToken: ctx.result.nextToken,
  };
}
