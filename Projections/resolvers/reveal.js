import { runtime, util } from '@aws-appsync/utils';

// What people wrote lies sealed in the log, each with its author's key, which no resolver has. A page without it calls nothing.
export function request(ctx) {
  const sealed = ctx.stash.events.filter((event) => event.sealed || event.sealed === '');
  if (sealed.length === 0) {
    runtime.earlyReturn(ctx.stash.page ?? null);
  }
  return {
    operation: 'Invoke',
    payload: {
      log: ctx.stash.log,
      events: sealed.map((event) => ({
        type: event.type,
        version: event.version,
        commandId: event.commandId,
        owner: event.owner,
        body: JSON.stringify(event.body),
        sealed: event.sealed,
      })),
    },
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error('The texts could not be read; ask again.', 'Busy');
  }
  const { bodies } = ctx.result;
  const events = [];
  let next = 0;
  for (const event of ctx.stash.events) {
    if (event.sealed || event.sealed === '') {
      events.push({ ...event, body: JSON.parse(bodies[next]) });
      next += 1;
    } else {
      events.push(event);
    }
  }
  ctx.stash.events = events;
  return ctx.stash.page ? { ...ctx.stash.page, events } : null;
}
