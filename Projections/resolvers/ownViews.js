import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which generations of the read models are served for your own list, and how you want to be told: one read.
export function request(ctx) {
  return ddb.batchGet({
    tables: {
      '__STATE_TABLE__': {
        keys: [
          { pk: 'alias', sk: 'conversation' },
          { pk: 'alias', sk: 'inbox' },
          { pk: `u#${ctx.identity.sub}`, sk: 'preferences' },
        ],
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('The read model could not be found; ask again.', 'Busy');
  }
  const [conversations, inbox, preferences] = ctx.result.data['__STATE_TABLE__'];
  ctx.stash.generation = `conversation@${conversations?.g ?? 1}`;
  ctx.stash.inbox = `inbox@${inbox?.g ?? 1}`;
  ctx.stash.preferences = preferences ? (JSON.parse(preferences.d).preferences ?? {}) : {};
  return null;
}
