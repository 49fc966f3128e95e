import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const RESET_EVENTS = 1000;

// The log's last segment: it says where the log ends, and for a client that is only a little behind it holds the whole answer.
export function request(ctx) {
  ctx.stash.log = `c#${ctx.args.conversationId}`;
  return ddb.query({
    query: { pk: { eq: ctx.stash.log } },
    scanIndexForward: false,
    limit: 1,
    consistentRead: true,
    projection: ['s', 'n', 'e'],
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The log could not be read; ask again.', 'Busy');
  }
  const { afterSeq } = ctx.args;
  const [tail] = ctx.result.items;
  const headSeq = tail ? tail.s + tail.n - 1 : 0;
  ctx.stash.headSeq = headSeq;
  ctx.stash.status = afterSeq > headSeq || headSeq - afterSeq > RESET_EVENTS ? 'reset' : 'recovered';
  if (ctx.stash.status === 'reset' || afterSeq === headSeq) {
    ctx.stash.segments = [];
  } else if (tail.s <= afterSeq + 1) {
    ctx.stash.segments = [tail];
  }
  return null;
}
