import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  return ddb.query({
    query: { pk: { eq: `${ctx.stash.generation}|c#${ctx.args.conversationId}` }, sk: { beginsWith: 'u#' } },
    filter: { gone: { attributeExists: false } },
    limit: ctx.stash.limit,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    refuse(ctx);
  }
  return {
    items: ctx.result.items.map((row) => ({
      userId: row.userId,
      name: row.name,
      role: row.role,
      addedAt: util.time.epochMilliSecondsToISO8601(row.addedAt),
    })),
    nextToken: ctx.result.nextToken,
  };
}

function refuse(ctx) {
  if (ctx.args.nextToken && (ctx.error.type ?? '').indexOf('Throughput') < 0) {
    util.error('nextToken does not belong to this conversation.', 'InvalidArgument', null, { field: 'nextToken' });
  }
  util.error('The members could not be read; ask again.', 'Busy');
}
