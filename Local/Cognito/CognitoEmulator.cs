using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Operations;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.SignIn;
using EventChat.Local.Cognito.Tokens;
using EventChat.Local.Cognito.Triggers;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Cognito;

/// <summary>Amazon Cognito user pools on this machine: what the host plugs in where.</summary>
public sealed class CognitoEmulator
{
    /// <param name="folder">Where the pools are kept; null: in memory, gone with the process.</param>
    /// <param name="mailbox">Gets the codes that Cognito would have sent.</param>
    public CognitoEmulator(
        LocalAddress address, string? folder, ILambdaInvoker invoker, LocalMailbox mailbox, IRequestSignature signature, TimeProvider clock)
    {
        var pools = new UserPools(folder, clock);
        var verifier = new TokenVerifier(pools, address, clock);
        Provider = new UserPoolProvider(pools, address, clock);
        Tokens = verifier;
        Routes = [new WellKnownRoutes(pools, address), new MailboxRoutes(mailbox)];
        Service = new CognitoService(Operations(address, invoker, mailbox, clock, pools, verifier), signature, clock);
    }

    public IResourceProvider Provider { get; }

    public IWireService Service { get; }

    public IReadOnlyList<IHttpRoutes> Routes { get; }

    public ITokenVerifier Tokens { get; }

    private static IEnumerable<Operation> Operations(
        LocalAddress address, ILambdaInvoker invoker, LocalMailbox mailbox, TimeProvider clock, UserPools pools, TokenVerifier verifier)
    {
        var lambda = new LambdaTriggers(invoker);
        var triggers = new UserTriggers(lambda);
        var codes = new ConfirmationCodes(mailbox, clock);
        var updates = new AttributeUpdate(codes, clock);
        var limiter = new AttemptLimiter(clock);
        var accessTokens = new AccessTokens(pools, verifier);
        var refreshTokens = new RefreshTokens(clock);
        var issuer = new TokenIssuer(address, new PreTokenGeneration(lambda), clock);
        var sessions = new ChallengeSessions(clock);
        var guard = new SignInGuard(clock);
        var softwareTokens = new SoftwareTokens(clock);
        var steps = new SignInSteps(sessions, refreshTokens, issuer, triggers, clock);
        var refresh = new RefreshOperations(pools, refreshTokens, issuer, accessTokens);
        return
        [
            .. new SignUpOperations(pools, codes, triggers, limiter, clock).All,
            .. new SignInOperations(
                pools, new SrpSignIn(sessions, steps, triggers, guard), new PasswordSignIn(steps, triggers, guard),
                new ChallengeAnswers(sessions, steps, guard, softwareTokens), refresh).All,
            .. refresh.All,
            .. new AccountOperations(accessTokens, updates, codes, limiter, clock).All,
            .. new PasswordOperations(pools, accessTokens, codes, triggers, limiter, clock).All,
            .. new SoftwareTokenOperations(pools, accessTokens, sessions, softwareTokens).All,
            .. new AdminCreateUser(pools, codes, triggers, clock).All,
            .. new AdminUserOperations(pools, updates, clock).All,
            .. new GroupOperations(pools, clock).All,
            .. new DescribeOperations(pools).All,
        ];
    }
}
