using System.Diagnostics;
using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Local.DynamoDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EventChat.EmulatorTests.DynamoDb;

[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbWireTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private readonly List<DynamoDbWire> _wires = [];
    private WebApplication _app = null!;
    private string _url = null!;

    public async Task InitializeAsync()
    {
        _wires.AddRange([new(dynamo.Endpoint, DynamoDbWire.DynamoDb), new(dynamo.Endpoint, DynamoDbWire.Streams)]);
        (_app, _url) = await ServeAsync(_wires);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var wire in _wires) wire.Dispose();
    }

    [Fact]
    public async Task The_SDK_works_through_it_errors_and_large_items_included()
    {
        var tables = await dynamo.CreateTablesAsync();
        using var client = Client(_url);
        var text = new string('é', 190_000);

        await client.PutItemAsync(tables.State, new() { ["pk"] = new() { S = "a" }, ["sk"] = new() { S = "b" }, ["text"] = new() { S = text } });
        var read = await client.GetItemAsync(tables.State, new() { ["pk"] = new() { S = "a" }, ["sk"] = new() { S = "b" } });

        Assert.Equal(text, read.Item["text"].S);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.DescribeTableAsync("no-such-table"));
        var refused = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => client.PutItemAsync(new PutItemRequest
        {
            TableName = tables.State,
            Item = new() { ["pk"] = new() { S = "a" }, ["sk"] = new() { S = "b" } },
            ConditionExpression = "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        }));
        Assert.Equal(text, refused.Item["text"].S);
    }

    [SkippableFact]
    public async Task The_AWS_CLI_works_through_it()
    {
        var tables = await dynamo.CreateTablesAsync();

        await AwsAsync("dynamodb", "put-item", "--table-name", tables.Events, "--item", """{"pk":{"S":"c#cli"},"s":{"N":"1"}}""");
        var items = await AwsAsync("dynamodb", "query", "--table-name", tables.Events, "--key-condition-expression", "pk = :p",
            "--expression-attribute-values", """{":p":{"S":"c#cli"}}""", "--query", "Items[0].s.N", "--output", "text");
        var streams = await AwsAsync("dynamodbstreams", "list-streams", "--table-name", tables.Events, "--query", "Streams[0].TableName", "--output", "text");

        Assert.Equal("1", items);
        Assert.Equal(tables.Events, streams);
    }

    [Fact]
    public async Task A_page_of_any_site_is_turned_away()
    {
        using var http = new HttpClient();
        using var request = ListTables();
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("AccessDeniedException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_a_typed_error()
    {
        using var wire = new DynamoDbWire(new Uri("http://127.0.0.1:9"), DynamoDbWire.DynamoDb);
        var (app, url) = await ServeAsync([wire]);
        await using var _ = app;
        using var http = new HttpClient();
        using var request = ListTables(url);

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("InternalServerError", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private HttpRequestMessage ListTables(string? url = null) => new(HttpMethod.Post, url ?? _url)
    {
        Headers = { { "X-Amz-Target", "DynamoDB_20120810.ListTables" } },
        Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
    };

    private async Task<string> AwsAsync(params string[] arguments)
    {
        var aws = Executables.Find("aws");
        Skip.If(aws is null, "The AWS CLI is not installed.");
        var start = new ProcessStartInfo(aws!, ["--endpoint-url", _url, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output.Trim();
    }

    private static async Task<(WebApplication App, string Url)> ServeAsync(IReadOnlyList<DynamoDbWire> wires)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(http =>
        {
            var target = http.Request.Headers["X-Amz-Target"].ToString().Split('.');
            var wire = wires.Single(w => w.TargetPrefix == target[0]);
            return wire.HandleAsync(target[1], http);
        });
        await app.StartAsync();
        return (app, app.Urls.Single());
    }

    private static AmazonDynamoDBClient Client(string url) =>
        new(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = url, MaxErrorRetry = 0 });
}
