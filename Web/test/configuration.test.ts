import { afterEach, expect, it, vi } from "vitest";
import { readConfiguration, type Configuration } from "../src/configuration";
import { resources } from "../src/transport/amplify";

const configuration: Configuration = {
  version: "1.4",
  auth: {
    aws_region: "eu-central-1", user_pool_id: "eu-central-1_Example12", user_pool_client_id: "client", mfa_configuration: "REQUIRED", mfa_methods: ["TOTP"],
    oauth: {
      identity_providers: ["GOOGLE"], domain: "acme.auth.eu-central-1.amazoncognito.com", scopes: ["openid"], response_type: "code",
      redirect_sign_in_uri: ["https://chat.example.com/"], redirect_sign_out_uri: ["https://chat.example.com/"],
    },
  },
  data: {
    aws_region: "eu-central-1", url: "https://abc.appsync-api.eu-central-1.amazonaws.com/graphql",
    default_authorization_type: "AMAZON_COGNITO_USER_POOLS", authorization_types: ["AMAZON_COGNITO_USER_POOLS", "AWS_IAM"],
  },
  custom: { realtime_url: "wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql", sign_in_with: ["Google"] },
};

function answerAt(place: string) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return url === place
      ? new Response(JSON.stringify(configuration), { headers: { "content-type": "application/json" } })
      : new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it("asks beside the page where it is deployed, and nowhere else", async () => {
  const asked = answerAt("./amplify_outputs.json");
  expect((await readConfiguration("chat.example.com")).auth["user_pool_id"]).toBe("eu-central-1_Example12");
  expect(asked).toEqual(["./amplify_outputs.json"]);
});

it("asks the host first on this machine", async () => {
  const asked = answerAt("/_local/amplify_outputs.json");
  await readConfiguration("localhost");
  expect(asked).toEqual(["/_local/amplify_outputs.json"]);
});

it("says where it looked", async () => {
  answerAt("nowhere");
  await expect(readConfiguration("chat.example.com")).rejects.toThrow("No configuration at ./amplify_outputs.json.");
});

it("is understood by aws-amplify as it stands", () => {
  const { Auth, API } = resources(configuration);
  expect(Auth?.Cognito).toMatchObject({ userPoolId: "eu-central-1_Example12", userPoolClientId: "client", mfa: { status: "on", totpEnabled: true } });
  expect(Auth?.Cognito.loginWith?.oauth).toMatchObject({ domain: "acme.auth.eu-central-1.amazoncognito.com", responseType: "code", providers: ["Google"] });
  expect(API?.GraphQL).toMatchObject({ endpoint: configuration.data["url"], region: "eu-central-1", defaultAuthMode: "userPool" });
});

it("takes a user pool that is not Amazon's own from beside the format", () => {
  const local = { ...configuration, custom: { ...configuration.custom, user_pool_endpoint: "http://localhost:4600" } };
  expect(resources(local).Auth?.Cognito).toMatchObject({ userPoolId: "eu-central-1_Example12", userPoolEndpoint: "http://localhost:4600" });
});
