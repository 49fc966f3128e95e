import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

export function request(ctx) {
  const { conversationId } = ctx.args;
  return ddb.get({ key: { pk: conversationId ? `c#${conversationId}` : 's#moderation', sk: 'blocklist' }, consistentRead: true });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The blocklist could not be read; ask again.', 'Busy');
  }
  return { terms: ctx.result ? JSON.parse(ctx.result.d).terms : [] };
}
