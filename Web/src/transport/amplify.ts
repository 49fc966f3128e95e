import { Amplify } from "aws-amplify";
import type { Configuration } from "../configuration";

export function configureAmplify({ region, userPoolId, userPoolClientId, graphqlUrl, cognitoUrl }: Configuration): void {
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId, userPoolClientId, ...(cognitoUrl === undefined ? {} : { userPoolEndpoint: cognitoUrl }) },
    },
    API: { GraphQL: { endpoint: graphqlUrl, region, defaultAuthMode: "userPool" } },
  });
}
