using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.SignIn;

namespace EventChat.Local.Cognito.Operations;

internal sealed class SignInOperations(
    UserPools pools, SrpSignIn srp, PasswordSignIn password, ChallengeAnswers answers, RefreshOperations refresh)
{
    private const string Flows =
        "[USER_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, USER_SRP_AUTH, ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH]";

    private const string Challenges =
        "[SMS_MFA, SOFTWARE_TOKEN_MFA, SELECT_MFA_TYPE, MFA_SETUP, PASSWORD_VERIFIER, CUSTOM_CHALLENGE, DEVICE_SRP_AUTH, "
        + "DEVICE_PASSWORD_VERIFIER, ADMIN_NO_SRP_AUTH, NEW_PASSWORD_REQUIRED]";

    public IEnumerable<Operation> All =>
    [
        Operation.Open("InitiateAuth", (request, cancel) => InitiateAsync(ContextOf(request, admin: false), request, admin: false, cancel)),
        Operation.Admin("AdminInitiateAuth", (request, cancel) => InitiateAsync(ContextOf(request, admin: true), request, admin: true, cancel)),
        Operation.Open("RespondToAuthChallenge", (request, cancel) => RespondAsync(ContextOf(request, admin: false), request, cancel)),
        Operation.Admin("AdminRespondToAuthChallenge", (request, cancel) => RespondAsync(ContextOf(request, admin: true), request, cancel)),
    ];

    private async Task<JsonObject?> InitiateAsync(SignInContext context, CognitoRequest request, bool admin, CancellationToken cancel)
    {
        var flow = request.Required("AuthFlow");
        var parameters = request.Map("AuthParameters");
        switch (flow)
        {
            case "USER_SRP_AUTH":
                Allow(context, flow, "USER_SRP_AUTH is not enabled for the client.");
                return await srp.InitiateAsync(context, parameters, cancel);
            case "USER_PASSWORD_AUTH":
                Allow(context, flow, "USER_PASSWORD_AUTH flow not enabled for this client");
                return await password.InitiateAsync(context, parameters, cancel);
            case "ADMIN_USER_PASSWORD_AUTH" or "ADMIN_NO_SRP_AUTH":
                // The unsigned operation has no administrator's flows.
                if (!admin) throw CognitoException.InvalidParameter("Initiate Auth method not supported.");
                Allow(context, "ADMIN_USER_PASSWORD_AUTH", "Auth flow not enabled for this client");
                return await password.InitiateAsync(context, parameters, cancel);
            case "REFRESH_TOKEN_AUTH" or "REFRESH_TOKEN":
                Allow(context, "REFRESH_TOKEN_AUTH", "Auth flow not enabled for this client");
                return await refresh.RefreshAsync(context, parameters, cancel);
            case "CUSTOM_AUTH":
                Allow(context, flow, "CUSTOM_AUTH is not enabled for the client.");
                throw CognitoException.NotAuthorized("Custom auth lambda trigger is not configured for the user pool.");
            case "USER_AUTH":
                throw CognitoException.InvalidParameter("USER_AUTH is not enabled for the client.");
            default:
                throw CognitoException.InvalidParameter(
                    $"1 validation error detected: Value '{flow}' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: {Flows}");
        }
    }

    private async Task<JsonObject?> RespondAsync(SignInContext context, CognitoRequest request, CancellationToken cancel)
    {
        var challenge = request.Required("ChallengeName");
        var session = request.Optional("Session");
        var responses = request.Map("ChallengeResponses");
        return challenge switch
        {
            "PASSWORD_VERIFIER" => await srp.RespondAsync(context, responses, cancel),
            "NEW_PASSWORD_REQUIRED" => await answers.NewPasswordAsync(context, session, responses, cancel),
            "SOFTWARE_TOKEN_MFA" => await answers.SoftwareTokenAsync(context, session, responses, cancel),
            "MFA_SETUP" => await answers.MfaSetupAsync(context, session, responses, cancel),
            "SMS_MFA" or "SELECT_MFA_TYPE" or "CUSTOM_CHALLENGE" or "DEVICE_SRP_AUTH" or "DEVICE_PASSWORD_VERIFIER" or "ADMIN_NO_SRP_AUTH" =>
                // No sign-in here ends in one of these, so no session can be for it.
                throw CognitoException.NotAuthorized("Invalid session for the user."),
            _ => throw CognitoException.InvalidParameter(
                $"1 validation error detected: Value '{challenge}' at 'challengeName' failed to satisfy constraint: Member must satisfy enum value set: {Challenges}"),
        };
    }

    private static void Allow(SignInContext context, string flow, string otherwise)
    {
        if (!context.Client.Flows.Contains(flow)) throw CognitoException.InvalidParameter(otherwise);
    }

    private SignInContext ContextOf(CognitoRequest request, bool admin)
    {
        var metadata = request.Map("ClientMetadata");
        if (!admin)
        {
            var (found, client) = pools.RequireClient(request.ClientId);
            return new(found, client, metadata);
        }
        var pool = pools.Require(request.UserPoolId);
        return new(pool, pool.FindClient(request.ClientId) ?? throw CognitoException.NotFound($"User pool client {request.ClientId} does not exist."), metadata);
    }
}
