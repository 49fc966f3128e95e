import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which generation of the read model is served, for the queries that neither access.js nor ownViews.js looks it up for.
export function request(ctx) {
  return ddb.get({ key: { pk: 'alias', sk: projection(ctx) } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The read model could not be found; ask again.', 'Busy');
  }
  ctx.stash.generation = `${projection(ctx)}@${ctx.result?.g ?? 1}`;
  return null;
}

function projection(ctx) {
  return ctx.info.fieldName === 'user' ? 'users' : 'notifications';
}
