using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Local;
using EventChat.Local.Iam;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using EventChat.UnitTests.Sdk;
using EventChat.UnitTests.Stack;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Iam;

/// <summary>Whoever acts under a role is held to it, and nobody else.</summary>
public sealed class HeldToRolesTests
{
    private readonly Roles _roles = new();
    private readonly FakeHttp _http = new(_ => FakeHttp.Json("""{"Items":[]}"""));

    [Fact]
    public async Task A_function_in_this_process_signs_as_its_role_and_is_refused_before_anything_is_sent()
    {
        var role = await RoleAsync("reader", """{"Effect":"Allow","Action":"dynamodb:Query","Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/a"}""");
        await using var host = new LambdaHost(
            new InProcessRuntimes(
                new Dictionary<string, IReadOnlyDictionary<string, FunctionFactory>> { ["code"] = new Dictionary<string, FunctionFactory> { ["handler"] = Build } },
                TimeProvider.System, NullLogger<InProcessRuntimes>.Instance, _roles),
            TimeProvider.System);
        await new LambdaResources(host, new LocalAddress("http://localhost:4600"), _roles).CreateAsync(
            new("f", "aws:lambda/function:Function", new() { ["code"] = "./artifacts/code.zip", ["handler"] = "handler", ["role"] = role.Arn }), default);

        Assert.Null((await host.InvokeAsync("f", "\"a\""u8.ToArray(), default)).FunctionError);
        var (sent, _) = Assert.Single(_http.Sent);
        Assert.Contains($"Credential={role.Key.Id}/", string.Join(',', sent.Headers.GetValues("Authorization")), StringComparison.Ordinal);
        Assert.Equal(role.Key.SessionToken, string.Join(',', sent.Headers.GetValues("x-amz-security-token")));
        Assert.Equal(role.Key.Id, host.Find("f")!.Environment["AWS_ACCESS_KEY_ID"]);

        var refused = await host.InvokeAsync("f", "\"b\""u8.ToArray(), default);
        Assert.Contains("is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:us-east-1:000000000000:table/b", Encoding.UTF8.GetString(refused.Payload.Span), StringComparison.Ordinal);
        Assert.Single(_http.Sent);
    }

    [Fact]
    public async Task A_service_hears_nothing_of_what_its_callers_role_does_not_allow()
    {
        var role = await RoleAsync("sender", """{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:000000000000:mine"}""");
        var service = new HeardService();
        var authorized = new AuthorizedService(service, _roles, new ServiceAccess(_ => null));

        Assert.Equal(200, (await CallAsync(authorized, role.Key.Id, "mine")).Status);
        Assert.Equal(200, (await CallAsync(authorized, "AKIAOWNER", "other")).Status);
        var (status, answer) = await CallAsync(authorized, role.Key.Id, "other");
        Assert.Equal(400, status);
        Assert.Equal("AccessDeniedException", JsonNode.Parse(answer)!["__type"]!.ToString());
        Assert.Equal(["mine", "other"], service.Heard.Select(body => JsonNode.Parse(body)!["QueueUrl"]!.ToString().Split('/')[^1]));
    }

    [Fact]
    public async Task A_resource_is_made_only_if_its_role_allows_what_the_service_does_in_its_name()
    {
        var role = await RoleAsync("f", """{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*"}""");
        var made = new FakeProvider("aws:lambda/function:Function");
        var provider = new AuthorizedProvider(made, _roles, ServiceNeeds.OfFunction);
        ResourceDeclaration Function(string name, string? mode = null) => new(name, "aws:lambda/function:Function", new()
        {
            ["name"] = name, ["role"] = role.Arn, ["tracingConfig"] = mode is null ? null : new JsonObject { ["mode"] = mode },
        });

        await provider.CreateAsync(Function("f"), default);
        Assert.Contains("xray:PutTraceSegments", (await Assert.ThrowsAsync<UnsupportedResourceException>(() => provider.CreateAsync(Function("f", "Active"), default))).Message, StringComparison.Ordinal);
        Assert.Contains("logs:CreateLogStream", (await Assert.ThrowsAsync<UnsupportedResourceException>(() => provider.CreateAsync(Function("g"), default))).Message, StringComparison.Ordinal);
        Assert.Single(made.Created);
    }

    [Theory]
    [InlineData("sqs:ReceiveMessage", "arn:aws:sqs:us-east-1:000000000000:q")]
    [InlineData("dynamodb:GetShardIterator", "arn:aws:dynamodb:ddblocal:000000000000:table/t/stream/s")]
    public async Task A_mapping_needs_its_functions_role(string action, string source)
    {
        var role = await RoleAsync("reader", $$"""{"Effect":"Allow","Action":["dynamodb:GetRecords"],"Resource":"{{source}}"}""");
        var provider = new AuthorizedProvider(new FakeProvider("aws:lambda/eventSourceMapping:EventSourceMapping"), _roles, mapping => ServiceNeeds.OfMapping(mapping, _ => role.Arn));
        var refused = await Assert.ThrowsAsync<UnsupportedResourceException>(() => provider.CreateAsync(
            new("m", "aws:lambda/eventSourceMapping:EventSourceMapping", new() { ["eventSourceArn"] = source, ["functionName"] = "f" }), default));
        Assert.Contains(action, refused.Message, StringComparison.Ordinal);
    }

    private async Task<Role> RoleAsync(string name, string statement)
    {
        var arn = (await _roles.CreateAsync(new(name, "aws:iam/role:Role", new() { ["name"] = name }), default))["arn"]!.ToString();
        await _roles.CreateAsync(new("policy", "aws:iam/rolePolicy:RolePolicy", new() { ["role"] = name, ["policy"] = $$"""{"Statement":[{{statement}}]}""" }), default);
        return _roles.Find(arn)!;
    }

    private Func<Stream, Amazon.Lambda.Core.ILambdaContext, Task<Stream>> Build(IReadOnlyDictionary<string, string> environment)
    {
        var dynamo = new AmazonDynamoDBClient(
            new BasicAWSCredentials("OWNER", "secret"), new AmazonDynamoDBConfig { ServiceURL = "http://localhost:1", HttpClientFactory = _http, MaxErrorRetry = 0 });
        return async (input, _) =>
        {
            await dynamo.QueryAsync(new QueryRequest { TableName = JsonSerializer.Deserialize<string>(input), KeyConditionExpression = "pk = :pk" });
            return new MemoryStream("null"u8.ToArray());
        };
    }

    private static async Task<(int Status, string Body)> CallAsync(AuthorizedService service, string key, string queue)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={key}/20250101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"QueueUrl":"http://localhost:4600/000000000000/{{queue}}","MessageBody":"x"}"""));
        var body = new MemoryStream();
        http.Response.Body = body;
        await service.HandleAsync("SendMessage", http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed class HeardService : IWireService
    {
        public string TargetPrefix => JsonWire.Sqs.TargetPrefix;

        public List<string> Heard { get; } = [];

        public async Task HandleAsync(string operation, HttpContext http) => Heard.Add(await new StreamReader(http.Request.Body).ReadToEndAsync());
    }
}
