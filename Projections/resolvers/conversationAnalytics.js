import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Two heads: messages are counted by the conversation's view, the rest by that of the analytics log, which may be empty yet.
export function request(ctx) {
  const { conversationId } = ctx.args;
  return ddb.batchGet({
    tables: {
      '__VIEWS_TABLE__': {
        keys: [
          { pk: `${ctx.stash.conversation}|c#${conversationId}`, sk: 'head' },
          { pk: `${ctx.stash.analytics}|a#${conversationId}`, sk: 'head' },
        ],
      },
    },
  });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__VIEWS_TABLE__'] ?? []).length > 0) {
    util.error('The figures could not be read; ask again.', 'Busy');
  }
  const [conversation, found] = ctx.result.data['__VIEWS_TABLE__'];
  const analytics = found ?? {};
  const responses = analytics.responses ?? 0;
  return {
    conversationId: ctx.args.conversationId,
    messages: conversation?.messages ?? 0,
    languages: analytics.languages ?? [],
    sentiments: analytics.sentiments ?? [],
    firstResponseSeconds: analytics.firstResponse,
    meanResponseSeconds: responses > 0 ? analytics.responseSeconds / responses : null,
    responses,
  };
}
