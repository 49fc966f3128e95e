import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.get({ key: { pk: `${ctx.stash.generation}|name#${ctx.args.name.toLowerCase()}`, sk: 'name' } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The user could not be read; ask again.', 'Busy');
  }
  if (!ctx.result) {
    util.error('There is no user of that name.', 'NotFound', null, { field: 'name' });
  }
  return { userId: ctx.result.userId, name: ctx.result.name };
}
