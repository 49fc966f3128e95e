import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which messages of the page are deleted by now: their text is not handed out again.
// The state table answers, not the view: it is written in one transaction with the deletion.
export function request(ctx) {
  const sent = ctx.stash.events.filter((event) => event.type === 'message.sent');
  if (sent.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: {
      pk: { eq: `c#${ctx.args.conversationId}` },
      sk: { between: [deletedKey(sent[0].seq), deletedKey(sent[sent.length - 1].seq)] },
    },
    consistentRead: true,
    projection: ['sk'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The deleted messages could not be read; ask again.', 'Busy');
  }
  ctx.stash.deleted = ctx.result.items.map((row) => row.sk);
  return null;
}

function deletedKey(seq) {
  return `x#${`0000000000${seq}`.slice(-10)}`;
}
