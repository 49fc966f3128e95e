import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// DynamoDB's bound of a batch.
const BATCH_KEYS = 100;

// The trail's rows hold ids alone: a name is looked up, so it is today's. On a page of very many people the last ones stay without.
export function request(ctx) {
  const keys = {};
  for (const entry of ctx.stash.entries) {
    for (const id of [entry.actorId, entry.userId].filter((known) => known && known !== 'system')) {
      if (Object.keys(keys).length < BATCH_KEYS) {
        keys[id] = { pk: `${ctx.stash.users}|u#${id}`, sk: 'profile' };
      }
    }
  }
  if (Object.keys(keys).length === 0) {
    runtime.earlyReturn({ items: ctx.stash.entries, nextToken: ctx.stash.nextToken });
  }
  return ddb.batchGet({ tables: { '__VIEWS_TABLE__': { keys: Object.values(keys), projection: ['userId', 'name'] } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The trail could not be read; ask again.', 'Busy');
  }
  const names = {};
  for (const profile of ctx.result.data['__VIEWS_TABLE__'].filter((found) => found)) {
    names[profile.userId] = profile.name;
  }
  return {
    items: ctx.stash.entries.map((entry) => ({ ...entry, actorName: names[entry.actorId], userName: entry.userId ? names[entry.userId] : null })),
    nextToken: ctx.stash.nextToken,
  };
}
