import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which of the page's messages are deleted, and which of its versions removed by now: their text is not handed out again.
// The state table answers, not the view: it is written in one transaction with the event that says so, and it is read after the log.
export function request(ctx) {
  ctx.stash.deleted = [];
  ctx.stash.removed = [];
  const versions = ctx.stash.events.filter((event) => event.type === 'message.sent' || event.type === 'message.edited');
  if (versions.length === 0) {
    runtime.earlyReturn(null);
  }
  return ddb.query({
    query: {
      pk: { eq: `c#${ctx.args.conversationId}` },
      sk: { between: [withheldKey(versions[0].seq), withheldKey(versions[versions.length - 1].seq)] },
    },
    consistentRead: true,
    projection: ['sk', 'rm'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The deleted messages could not be read; ask again.', 'Busy');
  }
  // With rm only that version is removed; without, the message of that seq is deleted, in all its versions.
  ctx.stash.deleted = ctx.result.items.filter((row) => !row.rm).map((row) => row.sk);
  ctx.stash.removed = ctx.result.items.filter((row) => row.rm).map((row) => row.sk);
  return null;
}

function withheldKey(seq) {
  return `x#${`0000000000${seq}`.slice(-10)}`;
}
