import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// What somebody did is shown to moderators and to themselves. The read models' aliases come from the state table.
export function request(ctx) {
  const moderator = (ctx.identity.groups ?? []).indexOf('moderators') >= 0;
  if (!moderator && ctx.args.userId !== ctx.identity.sub) {
    util.error('Only moderators see what others did.', 'NotAllowed');
  }
  return ddb.batchGet({ tables: { '__STATE_TABLE__': { keys: [{ pk: 'alias', sk: 'audit' }, { pk: 'alias', sk: 'users' }] } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('The read model could not be found; ask again.', 'Busy');
  }
  const [audit, users] = ctx.result.data['__STATE_TABLE__'];
  ctx.stash.audit = `audit@${audit?.g ?? 1}`;
  ctx.stash.users = `users@${users?.g ?? 1}`;
  return null;
}
