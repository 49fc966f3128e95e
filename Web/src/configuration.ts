/** Where this deployment is. Written by the stack as `/config.json`; a local host serves it under `/_local/`. */
export type Configuration = {
  readonly region: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  /** Only where the user pool is not Amazon's own. */
  readonly cognitoUrl?: string;
};

/** A deployment has the first, a host on this machine the second. */
const deployed = "/config.json";
const local = "/_local/config.json";

export async function readConfiguration(): Promise<Configuration> {
  const onThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  const places = onThisMachine ? [local, deployed] : [deployed, local];
  for (const place of places) {
    const answer = await fetch(place, { cache: "no-cache", headers: { accept: "application/json" } });
    // A host that serves the page for every unknown path answers with HTML here.
    if (answer.ok && answer.headers.get("content-type")?.includes("json")) return (await answer.json()) as Configuration;
  }
  throw new Error(`No configuration at ${places.join(" or ")}.`);
}
