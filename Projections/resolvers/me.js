import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// From the state table: your own name is there as soon as you are confirmed, while a view may lag.
export function request(ctx) {
  return ddb.get({ key: { pk: `u#${ctx.identity.sub}`, sk: '#' }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('Your profile could not be read; ask again.', 'Busy');
  }
  if (!ctx.result) {
    util.error('You are not registered yet.', 'NotFound');
  }
  return { userId: ctx.identity.sub, name: ctx.result.name };
}
