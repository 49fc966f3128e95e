import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// The seq a page of messages reflects. Read before the page: a message that arrives in between is then in both, never in neither.
export function request(ctx) {
  return ddb.get({
    key: { pk: `${ctx.stash.generation}|c#${ctx.args.conversationId}`, sk: 'head' },
    projection: ['seq'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The conversation could not be read; ask again.', 'Busy');
  }
  ctx.stash.viewSeq = ctx.result?.seq ?? 0;
  return null;
}
