using System.Net;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using EventChat.Local.Wire;

namespace EventChat.Local.Iam;

/// <summary>
/// Functions that are linked into this process share its environment, and so would share one identity. A client that one of them builds signs as the
/// function's role instead; and as it talks to DynamoDB Local itself, which knows no roles, it asks before each of those calls.
/// </summary>
internal sealed class FunctionClients : IRuntimePipelineCustomizer
{
    private static readonly AsyncLocal<(Role Role, Roles Roles)?> Acting = new();
    private static readonly Lazy<bool> Registered = new(() =>
    {
        RuntimePipelineCustomizerRegistry.Instance.Register(new FunctionClients());
        return true;
    });

    public string UniqueName => "EventChat functions' roles";

    /// <summary>From here to the end of the calling method, clients are built for whoever acts under the role.</summary>
    public static void ActAs(string? roleArn, Roles? roles)
    {
        Acting.Value = roles?.Find(roleArn) is { } role ? (role, roles) : null;
        _ = Registered.Value;
    }

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        if (Acting.Value is var (role, roles)) pipeline.AddHandlerBefore<Amazon.Runtime.Internal.Signer>(new AsRole(role, roles));
    }

    private sealed class AsRole(Role role, Roles roles) : PipelineHandler
    {
        private readonly SessionAWSCredentials _credentials = new(role.Key.Id, role.Key.Secret, role.Key.SessionToken);

        public override void InvokeSync(IExecutionContext executionContext)
        {
            Assume(executionContext.RequestContext);
            base.InvokeSync(executionContext);
        }

        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            Assume(executionContext.RequestContext);
            return base.InvokeAsync<T>(executionContext);
        }

        private void Assume(IRequestContext context)
        {
            context.Identity = _credentials;
            if (!context.Request.Headers.TryGetValue("X-Amz-Target", out var target) || !target.StartsWith(JsonWire.DynamoDb.TargetPrefix, StringComparison.Ordinal)) return;
            if (roles.Refuses(role, DynamoDbAccess.Of(target[(target.LastIndexOf('.') + 1)..], Body(context.Request))) is { } why)
                throw new AmazonDynamoDBException(why, ErrorType.Sender, "AccessDeniedException", Guid.NewGuid().ToString(), HttpStatusCode.BadRequest);
        }

        private static byte[] Body(IRequest request)
        {
            if (request.Content is { } content) return content;
            using var copy = new MemoryStream();
            request.ContentStream.CopyTo(copy);
            request.ContentStream.Position = request.OriginalStreamPosition;
            return copy.ToArray();
        }
    }
}
