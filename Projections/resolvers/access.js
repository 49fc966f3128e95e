import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Fields that threads are a part of.
const WITH_THREADS = ['messages', 'thread', 'threads'];

// Who may know of a conversation: its members. The read model's alias comes with the same read, so it costs no trip of its own.
export function request(ctx) {
  const threads = WITH_THREADS.indexOf(ctx.info.fieldName) >= 0 ? [{ pk: 'alias', sk: 'threads' }] : [];
  return ddb.batchGet({
    tables: {
      '__STATE_TABLE__': {
        keys: [
          { pk: `c#${ctx.args.conversationId}`, sk: `m#${ctx.identity.sub}` },
          { pk: 'alias', sk: 'conversation' },
        ].concat(threads),
        // A removal holds from its answer on, and a conversation just created is yours at once.
        consistentRead: true,
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your membership could not be read; ask again.', 'Busy');
  }
  const [member, alias, threads] = ctx.result.data['__STATE_TABLE__'];
  if (!member) {
    // The same answer whether the conversation does not exist or is not yours.
    util.error('There is no such conversation.', 'NotFound', null, { field: 'conversationId' });
  }
  ctx.stash.generation = `conversation@${alias?.g ?? 1}`;
  ctx.stash.threads = `threads@${threads?.g ?? 1}`;
  return null;
}
