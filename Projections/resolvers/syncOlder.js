import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// An edit or a verdict may be about a message older than the page: whether that one is deleted or its version removed by now.
export function request(ctx) {
  const seqs = {};
  for (const event of ctx.stash.events) {
    if (event.type === 'message.edited' || event.type === 'message.moderated') {
      seqs[`${event.body.messageSeq}`] = true;
    }
    if (event.type === 'message.moderated') {
      seqs[`${event.body.versionSeq}`] = true;
    }
  }
  const keys = Object.keys(seqs).map((seq) => ({
    pk: `c#${ctx.args.conversationId}`,
    sk: `x#${`0000000000${seq}`.slice(-10)}`,
  }));
  if (keys.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.batchGet({ tables: { '__STATE_TABLE__': { keys, consistentRead: true, projection: ['sk', 'rm'] } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('The deleted messages could not be read; ask again.', 'Busy');
  }
  const rows = ctx.result.data['__STATE_TABLE__'].filter((row) => row);
  ctx.stash.deleted = ctx.stash.deleted.concat(rows.filter((row) => !row.rm).map((row) => row.sk));
  ctx.stash.removed = ctx.stash.removed.concat(rows.filter((row) => row.rm).map((row) => row.sk));
  return null;
}
