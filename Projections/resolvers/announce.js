// Notifications and moderation events, as the projector announces them: what is put in goes out to the subscribers.
export function request(ctx) {
  return { payload: ctx.args.input };
}

export function response(ctx) {
  return ctx.result;
}
