import { runtime, util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

const BATCH_KEYS = 100;

// Cuts the page out of the segments, then asks which of its messages are deleted by now: their text is not handed out again.
// The state table answers, not the view: it is written in one transaction with the deletion.
export function request(ctx) {
  const events = page(ctx.stash.segments, ctx.args.afterSeq, ctx.stash.limit);
  ctx.stash.events = events;
  ctx.stash.segments = null;
  const sent = events.filter((event) => event.type === 'message.sent');
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

function page(segments, afterSeq, limit) {
  const events = [];
  const edited = {};
  for (const segment of segments) {
    let seq = segment.s;
    for (const event of segment.e) {
      if (seq > afterSeq && events.length < limit) {
        const body = JSON.parse(event.d);
        if (event.t === 'message.edited') {
          edited[`${body.messageSeq}`] = true;
        }
        // The edits' messages are looked up in one batch; a page with more of them ends early.
        if (Object.keys(edited).length > BATCH_KEYS) {
          return events;
        }
        events.push({
          seq,
          type: event.t,
          version: event.v,
          senderId: event.u,
          at: util.time.epochMilliSecondsToISO8601(event.m),
          commandId: event.c,
          body,
        });
      }
      seq += 1;
    }
  }
  return events;
}

function deletedKey(seq) {
  return `x#${`0000000000${seq}`.slice(-10)}`;
}
