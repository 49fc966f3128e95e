import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Which messages of the page began a thread: the threads between its oldest and its newest message.
export function request(ctx) {
  const { items } = ctx.prev.result;
  if (items.length === 0) {
    runtime.earlyReturn(ctx.prev.result);
  }
  return ddb.query({
    query: {
      pk: { eq: `${ctx.stash.threads}|c#${ctx.args.conversationId}` },
      sk: { between: [threadKey(items[items.length - 1].seq), threadKey(items[0].seq)] },
    },
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The threads could not be read; ask again.', 'Busy');
  }
  const threads = {};
  for (const row of ctx.result.items) {
    threads[`${row.root}`] = { replies: row.replies, lastSeq: row.lastSeq, lastAt: util.time.epochMilliSecondsToISO8601(row.lastAt) };
  }
  const { items, seq, nextToken } = ctx.prev.result;
  return { items: items.map((item) => ({ ...item, thread: threads[`${item.seq}`] })), seq, nextToken };
}

function threadKey(seq) {
  return `t#${`0000000000${seq}`.slice(-10)}`;
}
