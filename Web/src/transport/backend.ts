import { CognitoAccounts } from "../accounts/cognitoAccounts";
import { readConfiguration } from "../configuration";
import type { Backend } from "../session/session";
import { configureAmplify } from "./amplify";
import { GraphQLApi } from "./graphqlApi";
import { LiveFeed } from "./liveFeed";

export async function connectBackend(): Promise<Backend> {
  const configuration = await readConfiguration();
  configureAmplify(configuration);
  return {
    accounts: new CognitoAccounts(configuration.custom.sign_in_with),
    api: new GraphQLApi(),
    feed: (listener) => new LiveFeed(configuration.custom.realtime_url, listener),
  };
}
