/**
 * Where this deployment is: Amplify's own `amplify_outputs.json`. The stack puts it beside the page, a local host serves it under `/_local/`, and
 * `eventchat config` writes it for other front ends.
 */
export type Configuration = {
  readonly version: string;
  readonly auth: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly custom: {
    readonly realtime_url: string;
    /** Identity providers besides the user pool itself, as Cognito names them. */
    readonly sign_in_with: readonly string[];
    /** Only where the user pool is not Amazon's own. */
    readonly user_pool_endpoint?: string;
  };
};

const file = "amplify_outputs.json";

/** Beside the page, wherever that is. */
const deployed = `./${file}`;
const local = `/_local/${file}`;

export async function readConfiguration(hostname: string = location.hostname): Promise<Configuration> {
  const onThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const places = onThisMachine ? [local, deployed] : [deployed];
  for (const place of places) {
    const answer = await fetch(place, { cache: "no-cache", headers: { accept: "application/json" } });
    // A host that serves the page for every unknown path answers with HTML here.
    if (answer.ok && answer.headers.get("content-type")?.includes("json")) return (await answer.json()) as Configuration;
  }
  throw new Error(`No configuration at ${places.join(" or ")}.`);
}
