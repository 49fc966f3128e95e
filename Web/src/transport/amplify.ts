import { Amplify } from "aws-amplify";
import { parseAmplifyConfig } from "aws-amplify/utils";
import type { Configuration } from "../configuration";

export function configureAmplify(configuration: Configuration): void {
  Amplify.configure(resources(configuration));
}

/** What aws-amplify makes of the file, and the one thing that its format has no place for. */
export function resources(configuration: Configuration): ReturnType<typeof parseAmplifyConfig> {
  const parsed = parseAmplifyConfig(configuration as Parameters<typeof parseAmplifyConfig>[0]);
  const endpoint = configuration.custom.user_pool_endpoint;
  if (endpoint === undefined || parsed.Auth === undefined) return parsed;
  return { ...parsed, Auth: { Cognito: { ...parsed.Auth.Cognito, userPoolEndpoint: endpoint } } } as typeof parsed;
}
