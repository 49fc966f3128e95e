// The frame of a pipeline whose last function gives the answer.
export function request(ctx) {
  return {};
}

export function response(ctx) {
  return ctx.prev.result;
}
