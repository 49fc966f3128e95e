import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// As access.js, with the index's alias in the same read.
export function request(ctx) {
  return ddb.batchGet({
    tables: {
      '__STATE_TABLE__': {
        keys: [
          { pk: `c#${ctx.args.conversationId}`, sk: `m#${ctx.identity.sub}` },
          { pk: 'alias', sk: 'conversation' },
          { pk: 'alias', sk: 'search' },
        ],
        // A removal holds from its answer on.
        consistentRead: true,
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your membership could not be read; ask again.', 'Busy');
  }
  const [member, alias, index] = ctx.result.data['__STATE_TABLE__'];
  if (!member) {
    // The same answer whether the conversation does not exist or is not yours.
    util.error('There is no such conversation.', 'NotFound', null, { field: 'conversationId' });
  }
  ctx.stash.generation = `conversation@${alias?.g ?? 1}`;
  ctx.stash.index = `search@${index?.g ?? 1}`;
  return null;
}
